import type { JSX } from 'preact'
import { fieldLabel, type Words } from '#words/index.js'
import { type Around, FieldSet } from './field.js'
import type { FieldSpec } from './field-spec.js'

/** How many entries stand on the page: all a person may give, or those filled in, and one more where it was asked for. */
export function countOf(field: FieldSpec, filled: number, growing?: { readonly isMore: boolean }): number {
  const { min = 0, max = 3 } = field
  if (!growing) return Math.max(max, filled)

  return Math.max(Math.min(filled + (growing.isMore ? 1 : 0), max), filled, min, 1)
}

export interface EntriesProps {
  readonly words: Words
  readonly field: FieldSpec
  readonly around: Around
  readonly count: number
  /** Buttons add and remove entries. They post the page, so that nothing typed is lost, and need no script. */
  readonly isGrowing: boolean
  readonly children: (index: number) => JSX.Element
}

/** The entries of a repeat, each a group of its own. */
export function Entries({ words, field, around, count, isGrowing, children }: EntriesProps) {
  const { min = 0, max = 3 } = field
  const canRemove = isGrowing && count > Math.max(min, 1)

  return (
    <FieldSet {...around}>
      {Array.from({ length: count }, (_, index) => (
        <fieldset class="parts" key={index}>
          <legend>{entryName(words, field, index)}</legend>
          {children(index)}
          {canRemove && (
            <button name="remove" value={`${around.name}.${index}`}>
              {words('button.remove_entry')}
              <span class="hidden">: {entryName(words, field, index)}</span>
            </button>
          )}
        </fieldset>
      ))}
      {isGrowing && count < max && (
        <button name="add" value={around.name}>
          {words('button.add')}
          <span class="hidden">: {around.label}</span>
        </button>
      )}
    </FieldSet>
  )
}

const entryName = (words: Words, { id }: FieldSpec, index: number): string =>
  words('form.entry', { label: words.find(`field.${id}.entry`) ?? fieldLabel(words, id), number: index + 1 })
