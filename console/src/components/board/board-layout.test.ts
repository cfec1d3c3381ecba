import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { layOutBoard } from './board-layout.ts';
import { type BoardShape, countCrossings, orderBoard } from './board-order.ts';

/** A board of any size: 0 to 40 sources on up to 20 models of their own and the platform’s. */
const boards: fc.Arbitrary<BoardShape> = fc
  .record({
    sources: fc.array(
      fc.record({ group: fc.constantFrom('feature', 'agent'), picks: fc.array(fc.nat(), { maxLength: 3 }) }),
      {
        maxLength: 40,
      },
    ),
    models: fc.array(fc.record({ isOwn: fc.boolean(), account: fc.nat() }), { maxLength: 20 }),
    accounts: fc.array(fc.constantFrom('inside', 'outside'), { minLength: 1, maxLength: 8 }),
  })
  .map(({ sources, models, accounts }) => {
    const own = accounts.map((group, index) => ({ key: `a${index}`, group }));
    return {
      sources: sources.map(({ group, picks }, index) => ({
        key: `s${index}`,
        group,
        targets: models.length === 0 ? [] : [...new Set(picks.map((pick) => `m${pick % models.length}`))],
      })),
      models: models.map(({ isOwn, account }, index) => ({
        key: `m${index}`,
        group: isOwn ? 'own' : 'managed',
        account: isOwn ? `a${account % own.length}` : 'house',
      })),
      accounts: [...own, { key: 'house', group: 'managed' }],
    };
  });

test('nothing overlaps, nothing is outside of the picture, and every cable has its ends', () => {
  fc.assert(
    fc.property(boards, fc.integer({ min: 300, max: 1_600 }), (shape, width) => {
      const layout = layOutBoard(shape, width);
      const nodes = [...shape.sources, ...shape.models, ...shape.accounts];
      assert.equal(layout.boxes.size, nodes.length);
      const boxes = [...layout.boxes.values()];
      for (const [index, box] of boxes.entries()) {
        assert.ok(box.x >= 0 && box.x + box.width <= layout.width, 'sideways');
        assert.ok(box.y >= 0 && box.y + box.height <= layout.height, JSON.stringify([box, layout.height]));
        for (const other of boxes.slice(index + 1)) {
          const isBeside = box.x !== other.x;
          assert.ok(
            isBeside || box.y + box.height <= other.y + 0.01 || other.y + other.height <= box.y + 0.01,
          );
        }
      }
      const serving = shape.sources.filter(({ targets }) => targets.length > 0);
      const kinds = Map.groupBy(layout.cables, ({ kind }) => kind);
      assert.equal(kinds.get('serves')?.length ?? 0, serving.length);
      assert.equal(kinds.get('loose')?.length ?? 0, shape.sources.length - serving.length);
      assert.equal(kinds.get('lies')?.length ?? 0, shape.models.length);
      assert.ok(layout.cables.every(({ path }) => !/NaN|undefined|Infinity/.test(path)));
    }),
    { numRuns: 200 },
  );
});

test('the same board is always drawn alike, never with more crossings than in the order that it came in', () => {
  fc.assert(
    fc.property(boards, (shape) => {
      assert.deepEqual(layOutBoard(shape, 900), layOutBoard(structuredClone(shape), 900));
      const asItCame = {
        sources: byGroup(shape.sources),
        models: byGroup(shape.models),
        accounts: byGroup(shape.accounts),
      };
      assert.ok(countCrossings(orderBoard(shape)) <= countCrossings(asItCame));
    }),
    { numRuns: 100 },
  );
});

test('the platform’s models and accounts stand below all that is the tenant’s', () => {
  fc.assert(
    fc.property(boards, (shape) => {
      const { boxes } = layOutBoard(shape, 900);
      const of = (isPlatform: boolean) =>
        [...shape.models, ...shape.accounts]
          .filter(({ group }) => (group === 'managed') === isPlatform)
          .map(({ key }) => boxes.get(key)?.y ?? Number.NaN);
      assert.ok(Math.max(...of(false)) < Math.min(...of(true)));
    }),
    { numRuns: 100 },
  );
});

test('features that were assigned by turns are drawn without a crossing', () => {
  const shape: BoardShape = {
    sources: Array.from({ length: 12 }, (_, index) => ({
      key: `s${index}`,
      group: 'feature',
      targets: [`m${index % 3}`],
    })),
    models: [0, 1, 2].map((index) => ({ key: `m${index}`, group: 'own', account: `a${2 - index}` })),
    accounts: [0, 1, 2].map((index) => ({ key: `a${index}`, group: 'outside' })),
  };
  assert.ok(countCrossings(shape) > 20);
  const ordered = orderBoard(shape);
  assert.equal(countCrossings(ordered), 0);
  assert.deepEqual(
    ordered.sources.slice(0, 4).map(({ key }) => key),
    ['s0', 's3', 's6', 's9'],
    'in their own order where nothing tells them apart',
  );
});

test('what comes next is one dashed cable for all that share it, and so is the way to a spare model’s account', () => {
  const targets = ['m0', 'm1'];
  const { cables } = layOutBoard(
    {
      sources: ['s0', 's1'].map((key) => ({ key, group: 'feature', targets })),
      models: ['m0', 'm1', 'm2'].map((key) => ({ key, group: 'own', account: 'a' })),
      accounts: [{ key: 'a', group: 'outside' }],
    },
    900,
  );
  assert.deepEqual(
    cables
      .filter(({ kind }) => kind !== 'serves')
      .map(({ from, to, isSpare, sources }) => [from, to, isSpare, sources]),
    [
      ['m0', 'm1', true, ['s0', 's1']],
      ['m0', 'a', false, ['s0', 's1']],
      ['m1', 'a', true, ['s0', 's1']],
      ['m2', 'a', false, []],
    ],
  );
});

function byGroup<T extends { group: string }>(nodes: readonly T[]): T[] {
  return [...Map.groupBy(nodes, ({ group }) => group).values()].flat();
}
