import type { Words } from '#words/index.js'
import { type Around, FieldSet } from './field.js'

export interface TypedDate {
  readonly day?: string
  readonly month?: string
  readonly year?: string
}

export interface DateProps extends Around {
  readonly words: Words
  /** ISO date, or the three boxes as they were typed. */
  readonly value?: string | TypedDate
}

/** Day, month and year in one row of text boxes; the month takes a number or a word. */
export function DateField({ words, value, ...around }: DateProps) {
  const typed = typeof value === 'object' ? value : partsOf(value)
  const boxes = [
    ['day', words('form.day'), typed.day, 'w1'],
    ['month', words('form.month'), typed.month, 'w2'],
    ['year', words('form.year'), typed.year, 'w1'],
  ] as const

  return (
    <FieldSet {...around}>
      <div class="date">
        {boxes.map(([part, label, text, width]) => {
          const name = `${around.name}.${part}`
          const id = part === 'day' ? around.name : name
          return (
            <div key={part}>
              <label for={id}>{label}</label>
              <input
                id={id}
                name={name}
                value={text}
                class={width}
                dir="auto"
                inputmode={part === 'month' ? undefined : 'numeric'}
                autocomplete="off"
                aria-invalid={around.error ? 'true' : undefined}
              />
            </div>
          )
        })}
      </div>
    </FieldSet>
  )
}

function partsOf(iso: string | undefined): TypedDate {
  const [year, month, day] = (iso ?? '').split('-')

  return { year, month: month && String(Number(month)), day: day && String(Number(day)) }
}
