import { supportChoices } from '#domain/decision/support.js'
import type { Words } from '#words/index.js'

interface SupportButtonsProps {
  readonly words: Words
  readonly label: string
  /** This session opens what is asked of us. */
  readonly isOpen: boolean
}

/** Sends a form that invites somebody, with what they asked us to pay for or with nothing: no choice stands beforehand. */
export const SupportButtons = ({ words, label, isOpen }: SupportButtonsProps) => (
  <>
    {!isOpen && <p class="hint">{words('staff.waitlist.support_sealed')}</p>}
    <div class="buttons">
      {supportChoices
        .filter((choice) => isOpen || choice === 'none')
        .map((choice) => (
          <button key={choice} class={choice === 'asked' ? 'main' : 'second'} name="support" value={choice}>
            {words(`staff.waitlist.support.${choice}`, { act: label })}
          </button>
        ))}
    </div>
  </>
)
