import { type HarmItem, harmVerdicts } from '#domain/vetting/harm.js'
import type { JudgedItem } from '#features/vetting/staff/desk/judge-harm.js'
import { Notice } from '#ui/blocks.js'
import { LongText, SelectField } from '#ui/controls.js'
import { FieldSet } from '#ui/field.js'
import { PageForm } from '#ui/page-form.js'
import { paths } from '../paths.js'
import { type DeskProps, overOf, wrongText } from './desk-view.js'

/** What contact, a letter, visa data and publicity could cost this person; while one is open, automatic mail waits. */
export const HarmGate = (props: DeskProps) => {
  const { words, file, harm, heldMails, token } = props
  if (harm.length === 0) return null

  return (
    <section>
      <h2>{words('staff.vetting.harm')}</h2>
      <p class="hint">{words('staff.vetting.harm_text')}</p>
      <dl>
        {harmVerdicts.map((verdict) => (
          <div key={verdict}>
            <dt>{words(`staff.vetting.verdict.${verdict}`)}</dt>
            <dd>{words(`staff.vetting.effect.${verdict}`)}</dd>
          </div>
        ))}
      </dl>
      {harm.some(({ verdict }) => verdict === 'open') && (
        <Notice tone="danger">
          <p>{words('staff.vetting.harm_open', { mails: heldMails })}</p>
        </Notice>
      )}
      {harm.every(({ verdict }) => verdict !== 'open') && heldMails > 0 && (
        <Notice tone="danger">
          <p>{words('staff.vetting.harm_kept', { mails: heldMails })}</p>
        </Notice>
      )}
      <PageForm action={paths.harm(file.id)} token={token} id="harm">
        <div class="split">
          {harm.map((item, index) => (
            <Item key={item.item} {...props} one={item} index={index} />
          ))}
        </div>
        <div class="buttons">
          <button class="second">{words('staff.vetting.harm_save')}</button>
        </div>
      </PageForm>
    </section>
  )
}

interface ItemProps extends DeskProps {
  readonly one: JudgedItem
  readonly index: number
}

const Item = (props: ItemProps) => {
  const { words, one, index, notes, shown } = props
  const typed = shown.harm?.find(({ item }) => item === one.item)
  const note = one.noteId === null ? undefined : notes.get(one.noteId)
  const name = `harm.${index}`

  return (
    <FieldSet name={name} label={words(`staff.vetting.item.${one.item}`)} hint={hintOf(props, one.item)}>
      <input type="hidden" name={`${name}.item`} value={one.item} />
      <input type="hidden" name={`${name}.over`} value={overOf(shown, `${name}.verdict`, { typed, standing: one })} />
      <p>{said(props, one)}</p>
      {note !== undefined && <p dir="auto">{note}</p>}
      <SelectField
        name={`${name}.verdict`}
        label={words('staff.vetting.verdict')}
        value={typed?.verdict ?? one.verdict}
        choices={harmVerdicts.map((value) => ({ value, label: words(`staff.vetting.verdict.${value}`) }))}
        error={wrongText(props, `${name}.verdict`)}
      />
      <details open={typed?.note !== undefined}>
        <summary>{words('staff.vetting.note')}</summary>
        <LongText
          name={`${name}.note`}
          label={words('staff.vetting.harm_note')}
          hint={words('staff.vetting.sealed')}
          rows={3}
          value={typed?.note}
          error={wrongText(props, `${name}.note`)}
        />
      </details>
    </FieldSet>
  )
}

const hintOf = ({ words }: DeskProps, item: HarmItem): string => words(`staff.vetting.item_hint.${item}`)

const said = ({ words }: DeskProps, { verdict, author, foundOn }: JudgedItem): string =>
  author === null
    ? words('staff.vetting.harm_unjudged', { day: words.date(foundOn) })
    : words('staff.vetting.harm_judged', {
        verdict: words(`staff.vetting.verdict.${verdict}`),
        author,
        day: words.date(foundOn),
      })
