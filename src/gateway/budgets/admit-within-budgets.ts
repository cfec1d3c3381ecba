import type { CallAdmission } from '../admission/call-admission.ts';
import type { Admission } from '../ports.ts';
import type { Budgets } from './budgets.ts';

/** What may be spent and how much may be called, as one: a call that one of them refuses counts for neither. */
export function admitWithinBudgets(
  budgets: Pick<Budgets, 'admit' | 'check'>,
  rates: Pick<CallAdmission, 'admit' | 'admitStandIn'>,
): Admission {
  return {
    admit: (caller, aim) => {
      const spending = budgets.admit(caller, aim);
      try {
        const admitted = rates.admit(caller, aim.owner);
        return {
          release: () => {
            admitted.release();
            spending.release();
          },
        };
      } catch (error) {
        spending.release();
        throw error;
      }
    },
    admitFurther: (caller, aim) => {
      budgets.check(caller, aim);
      return aim.owner === 'managed' ? rates.admitStandIn(caller) : { release: () => undefined };
    },
  };
}
