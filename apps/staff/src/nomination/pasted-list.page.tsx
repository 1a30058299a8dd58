import { listColumns, listLimit } from '#domain/nomination/list.js'
import type { ListCheck } from '#features/nomination/staff/enter-list.js'
import { Notice } from '#ui/blocks.js'
import { LongText, TickField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { fieldErrorText, type Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface PastedListProps {
  readonly words: Words
  readonly token: string
  readonly list: string
  readonly skipKnown: boolean
  readonly check?: ListCheck
  /** How many were entered. */
  readonly entered?: number
  readonly refusal?: string
  /** Code of an error of the list as a text. */
  readonly error?: string
}

/** Rows are named by number only: what stands in them is on the page once, in the box it was pasted into. */
export const PastedListText = (props: PastedListProps) => (
  <>
    <h1>{props.words('staff.nomination_list.title')}</h1>
    <Refused code={props.refusal} />
    {props.entered !== undefined && (
      <Notice isStatus>
        <p>{props.words('staff.nomination_list.entered', { count: props.entered })}</p>
      </Notice>
    )}
    <p>{props.words('staff.nomination_list.lead', { columns: listColumns.join(', ') })}</p>
    <p>{props.words('staff.nomination_list.values', { limit: listLimit })}</p>
    {props.check && <Result words={props.words} check={props.check} />}
    <Paste {...props} />
  </>
)

const Paste = ({ words, token, list, skipKnown, error }: PastedListProps) => (
  <PageForm action={paths.nominationList} token={token}>
    <LongText
      name="list"
      label={words('staff.nomination_list.text')}
      value={list}
      rows={14}
      error={error && fieldErrorText(words, 'list', error, { limit: 50_000 })}
    />
    <TickField name="skip_known" label={words('staff.nomination_list.skip')} checked={skipKnown} />
    <div class="buttons">
      <button class="main" name="act" value="look">
        {words('staff.nomination_list.look')}
      </button>
      <button class="second" name="act" value="enter">
        {words('staff.nomination_list.enter')}
      </button>
    </div>
  </PageForm>
)

const numbered = (rows: readonly number[]): string => (rows.length === 0 ? '0' : `${rows.length}: ${rows.join(', ')}`)

const Result = ({ words, check }: { words: Words; check: ListCheck }) => (
  <section>
    <h2>{words('staff.nomination_list.result')}</h2>
    {check.problem && <p class="error">{words(`staff.nomination_list.problem.${check.problem}`)}</p>}
    <dl>
      <Line name={words('staff.nomination_list.fresh')} value={String(check.fresh.length)} />
      <Line name={words('staff.nomination_list.known')} value={numbered(check.known)} />
      <Line name={words('staff.nomination_list.repeated')} value={numbered(check.repeated)} />
      <Line name={words('staff.nomination_list.wrong')} value={numbered(check.wrong.map(({ row }) => row))} />
    </dl>
    {check.wrong.some(({ errors }) => Object.keys(errors).length > 0) && (
      <ul>
        {check.wrong.flatMap(({ row, errors }) =>
          Object.entries(errors).map(([path, code]) => (
            <li key={`${row} ${path}`}>
              {row}: {fieldErrorText(words, path, code, { limit: path === 'nominee_why' ? 800 : 400 })}
            </li>
          )),
        )}
      </ul>
    )}
  </section>
)

const Line = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
