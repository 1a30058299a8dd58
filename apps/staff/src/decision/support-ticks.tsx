import { supportLines } from '#domain/decision/support.js'
import { TicksField } from '#ui/controls.js'
import type { Words } from '#words/index.js'

interface SupportTicksProps {
  readonly words: Words
  readonly values?: readonly string[] | undefined
}

/** What would be paid for somebody, line by line. */
export const SupportTicks = ({ words, values = [] }: SupportTicksProps) => (
  <TicksField
    name="support"
    label={words('staff.decision.support')}
    hint={words('staff.decision.support_hint')}
    values={values}
    choices={supportLines.map((value) => ({ value, label: words(`option.costs_needed.${value}`) }))}
  />
)
