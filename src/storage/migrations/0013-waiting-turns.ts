import { type Kysely, sql } from 'kysely';

/** Turns of conversations that wait in the queue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/**
 * A queued call ends in many ways: answered, refused, expired, cancelled by its caller, by administrators, with a whole
 * queue. Here none of them can be forgotten: the turn never waits for a call that is over, nor a call for a turn that is
 * gone. Whoever is writing the answer down at that moment, which its lease says, ends the turn itself.
 */
const statements = [
  'alter table conversation_messages add column queue_id uuid',
  `create index conversation_messages_waiting on conversation_messages (queue_id) where queue_id is not null`,
  `create function end_waiting_turn() returns trigger language plpgsql as $$
   begin
     update conversation_messages set queue_id = null,
       state = case when state <> 'running' or lease_until > now() then state
         when answer is null then 'failed' else 'incomplete' end,
       error_code = case when state <> 'running' or lease_until > now() then error_code
         when new.status = 'cancelled' then 'queued_call_cancelled'
         else coalesce(new.error_code, 'internal_error') end
     where tenant_id = new.tenant_id and environment = new.environment and queue_id = new.id;
     return null;
   end $$`,
  `create trigger end_waiting_turn after update of status on queued_calls for each row
     when (new.status not in ('queued', 'running')) execute function end_waiting_turn()`,
  `create function cancel_call_of_turn() returns trigger language plpgsql as $$
   begin
     update queued_calls set status = 'cancelled', payload = null, next_attempt_at = null,
       finished_at = now(), expires_at = now() + interval '1 day'
     where tenant_id = old.tenant_id and environment = old.environment and id = old.queue_id
       and status in ('queued', 'running');
     return null;
   end $$`,
  `create trigger turn_deleted after delete on conversation_messages for each row
     when (old.queue_id is not null) execute function cancel_call_of_turn()`,
  `create trigger turn_asked_anew after update of answer_id on conversation_messages for each row
     when (old.queue_id is not null and new.answer_id <> old.answer_id) execute function cancel_call_of_turn()`,
];
