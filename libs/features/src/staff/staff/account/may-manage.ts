import { hasRole, type StaffActor } from '../staff-actor.js'
import type { StepUpWindow } from '../step-up-window.js'

/** Accounts, grants and papers are the admin's. */
export async function whyNot(window: StepUpWindow, actor: StaffActor): Promise<'not_found' | 'step_up_needed' | null> {
  if (!hasRole(actor, 'admin')) return 'not_found'
  return (await window.isFresh(actor)) ? null : 'step_up_needed'
}
