import type { FilterError, FilterNotice } from '#domain/filter/parse.js'
import { listedStates } from '#features/application/staff/listed-states.js'
import { type FieldName, fileFields } from '#features/application/staff/search/file-fields.js'
import { type ApplicationQuery, fileOrders } from '#features/application/staff/search/application-query.js'
import type { SearchLack } from '#features/application/staff/search/search-files.js'
import type { UnknownValue } from '#features/application/staff/search/unknown-value.js'
import { Notice } from '#ui/blocks.js'
import { SelectField, TextField } from '#ui/controls.js'
import { type ErrorItem, ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { stateLabel } from '../application/state-label.js'

/** The place in what was typed that an error is about. */
const cut = (text: string, { at, length }: { readonly at: number; readonly length: number }): string =>
  text.slice(at, at + Math.max(length, 1)).slice(0, 80)

const flawItem = (words: Words, text: string, flaw: FilterError): ErrorItem => ({
  path: 'text',
  text: words(`staff.search.flaw.${flaw.code}`, { text: cut(text, flaw) }),
})

/** What the list says where days were taken as whole weeks. */
const widened = (words: Words, { field, from, to }: FilterNotice): string =>
  from === null || to === null
    ? words('staff.list.widened_open', { field })
    : words('staff.list.widened', { field, from: words.date(from), to: words.date(to) })

export interface SearchProps {
  readonly words: Words
  readonly token: string
  readonly query: ApplicationQuery
  readonly text?: string
  readonly flaws?: readonly FilterError[]
  /** Where it is posted to; to the list of files without one. */
  readonly action?: string
  /** The list it stands beside has states and an order of its own. */
  readonly isAlone?: boolean
}

/** State, order and search in one form; posted, since names are typed here. */
export function Search({ words, token, query, text = '', flaws = [], action, isAlone = false }: SearchProps) {
  const [first] = flaws
  return (
    <PageForm action={action ?? paths.searches} token={token} id="search">
      <TextField
        name="text"
        label={words('staff.list.search')}
        hint={words('staff.list.search_hint')}
        error={first && flawItem(words, text, first).text}
        value={text}
        width="w4"
        autocomplete="off"
      />
      {!isAlone && <StateAndOrder words={words} query={query} />}
      <button class="second">{words('staff.list.show')}</button>
      <How words={words} />
    </PageForm>
  )
}

export interface SearchSaidProps {
  readonly words: Words
  readonly fit?: number
  readonly seen?: number
  readonly notices?: readonly FilterNotice[]
  readonly unknown?: UnknownValue | null
}

/** How many fit, and what the list says about a value nobody has or a week that was taken for a day. */
export const SearchSaid = ({ words, fit, seen = 0, notices, unknown }: SearchSaidProps) => (
  <>
    {fit !== undefined && <p role="status">{words('staff.list.fit', { fit, seen })}</p>}
    {unknown && (
      <Notice isStatus>
        <p>{words('staff.list.unknown_value', { field: unknown.field, value: unknown.value })}</p>
      </Notice>
    )}
    {notices?.map((notice) => (
      <p key={notice.at} class="hint">
        {widened(words, notice)}
      </p>
    ))}
  </>
)

/** A search that was typed and is not understood: every error, each with its place. */
export const SearchFlaws = ({ words, text = '', flaws = [] }: Pick<SearchProps, 'words' | 'text' | 'flaws'>) =>
  flaws.length === 0 ? null : <ErrorSummary words={words} items={flaws.map((flaw) => flawItem(words, text, flaw))} />

/** A search in an address that finds nothing because it is none, or is over. */
export const SearchLacks = ({
  words,
  lack,
}: {
  readonly words: Words
  readonly lack?: 'unknown_state' | SearchLack
}) =>
  lack === undefined ? null : (
    <Notice tone="danger" isStatus>
      <p>{words(`staff.list.${lack}`)}</p>
    </Notice>
  )

const StateAndOrder = ({ words, query }: Pick<SearchProps, 'words' | 'query'>) => (
  <div class="pager">
    <SelectField
      name="state"
      label={words('staff.list.state')}
      empty={words('staff.list.all')}
      value={query.state}
      choices={listedStates.map((value) => ({ value, label: stateLabel(value) }))}
    />
    <SelectField
      name="order"
      label={words('staff.list.order')}
      value={query.order}
      choices={fileOrders.map((value) => ({ value, label: words(`staff.list.order.${value}`) }))}
    />
  </div>
)

const examples = ['state', 'score', 'tag', 'joints'] as const

/** The language on one page: what stands where, and examples that work as they are. */
const How = ({ words }: { readonly words: Words }) => (
  <details>
    <summary>{words('staff.list.how')}</summary>
    <p>{words('staff.list.how_words')}</p>
    <p>{words('staff.list.how_fields')}</p>
    <dl class="facts">
      {Object.entries(fileFields.fields).map(([name, field]) => (
        <div key={name}>
          <dt>
            <code dir="ltr">{name}:</code>
          </dt>
          <dd>
            {words(`staff.field.${name as FieldName}`)}
            {field.type === 'choice' && field.values.length < 12 && (
              <span class="hint" dir="ltr">
                {' '}
                {field.values.join(', ')}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
    <p>{words('staff.list.how_values')}</p>
    <p>{words('staff.list.how_joints')}</p>
    <ul>
      {examples.map((name) => (
        <li key={name}>
          <code dir="ltr">{exampleOf[name]}</code>: {words(`staff.list.example.${name}`)}
        </li>
      ))}
    </ul>
    <p>{words('staff.list.how_sealed')}</p>
    <p>{words('staff.list.how_address')}</p>
  </details>
)

const exampleOf: Readonly<Record<(typeof examples)[number], string>> = {
  state: 'state:in_review waiting:>10',
  score: 'reviews:2- score:>=4 decision:none',
  tag: 'tag:any not tag:done',
  joints: '(language:ar or language:fa) and submitted:2026-07..',
}
