import { onScale } from '#domain/review/calibration.js'
import { type Placing, placings } from '#domain/selection/draft/draft.js'
import { moveReasons } from '#features/selection/staff/list/list-rows.js'
import { type ListLook, listOrders, listShows } from '#features/selection/staff/list/people-shown.js'
import type { ListedPerson } from '#features/selection/staff/list/read-list.js'
import { SelectField, TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../../application/state-label.js'
import { paths } from '../../paths.js'
import { ListPager } from '../../shell/list-pager.js'
import type { SearchLook } from '../../search/list-search.js'
import { lookedAt, type ListProps } from '../list-props.js'
import { FittingActs } from './list-filter.js'

/** The candidates with a box each, and what can be done with those ticked: tried first, then done. */
export const PeopleForm = (props: ListProps) => {
  const { words, view, look, search, token } = props
  const { filter, search: kept } = search.query
  const { row, people, next, fit, all } = view
  const to = look.tried?.to ?? (look.show === 'in' ? 'out' : 'in')

  return (
    <>
      <Views words={words} id={row.id} look={look} search={search} />
      <PageForm action={paths.listMoves(row.id, { filter, search: kept })} token={token}>
        <Kept look={look} version={row.version} />
        <Acts words={words} to={to} />
        <FittingActs words={words} addable={view.addable} />
        <TextField name="find" label={words('staff.cohort.find')} value={look.find} width="w2" ltr />
        <p>
          <button name="act" value="find">
            {words('staff.cohort.find_button')}
          </button>
        </p>
        <p class="hint">{words('staff.cohort.shown', { count: fit, all })}</p>
        <Table
          caption={words(`staff.cohort.show.${look.show}`)}
          empty={words('staff.cohort.nobody')}
          rows={people}
          keyOf={({ id }) => id}
          columns={columns(props)}
        />
        <Pages id={row.id} look={look} search={search} next={next} />
      </PageForm>
    </>
  )
}

const Acts = ({ words, to }: { readonly words: Words; readonly to: Placing }) => (
  <>
    <SelectField
      name="to"
      label={words('staff.cohort.to')}
      value={to}
      choices={placings.map((value) => ({ value, label: words(`staff.cohort.to.${value}`) }))}
    />
    <SelectField
      name="reason"
      label={words('staff.cohort.reason')}
      hint={words('staff.cohort.reason_hint')}
      value="balance"
      choices={moveReasons.map((value) => ({ value, label: words(`staff.cohort.reason.${value}`) }))}
    />
    <div class="buttons">
      <button class="main" name="act" value="do">
        {words('staff.cohort.do')}
      </button>
      <button class="second" name="act" value="try">
        {words('staff.cohort.try')}
      </button>
    </div>
  </>
)

const Kept = ({ look: { order, show, after }, version }: { readonly look: ListLook; readonly version: number }) => (
  <>
    <input type="hidden" name="version" value={version} />
    <input type="hidden" name="order" value={order} />
    <input type="hidden" name="show" value={show} />
    {after && <input type="hidden" name="after" value={after} />}
  </>
)

interface ViewsProps {
  readonly words: Words
  readonly id: string
  readonly look: ListLook
  readonly search: SearchLook
}

/** Which people, in which order: links, so that the address says it. */
const Views = ({ words, id, look: { order, show }, search }: ViewsProps) => (
  <nav class="pager" aria-label={words('staff.cohort.views')}>
    {listShows.map((one) => (
      <a
        key={one}
        href={paths.listFrom(id, lookedAt({ show: one, order }, search))}
        aria-current={one === show ? 'true' : undefined}
      >
        {words(`staff.cohort.show.${one}`)}
      </a>
    ))}
    {listOrders.map((one) => (
      <a
        key={one}
        href={paths.listFrom(id, lookedAt({ show, order: one }, search))}
        aria-current={one === order ? 'true' : undefined}
      >
        {words(`staff.cohort.order.${one}`)}
      </a>
    ))}
  </nav>
)

const Pages = ({ id, look, search, next }: Omit<ViewsProps, 'words'> & { readonly next: string | null }) => {
  if (look.find !== undefined) return null
  const to = (after?: string) => paths.listFrom(id, { ...lookedAt(look, search), after })

  return <ListPager isFirst={!look.after} next={next} to={to} />
}

const placingText = (words: Words, { placing, standing, barred }: ListedPerson): string => {
  if (barred === 'has_place') return words('staff.cohort.has_place')
  const where = words(`staff.cohort.placing.${placing satisfies Placing}`)
  return standing ? `${where} · ${words(`staff.cohort.standing.${standing}`)}` : where
}

const columns = ({ words, view: { row, isOpen, uncalibrated }, look, search }: ListProps) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber, barred, isTried }: ListedPerson) => (
      <div class="option">
        {barred !== 'has_place' && (
          <input type="checkbox" id={`tick-${id}`} name="ticked" value={id} checked={isTried} />
        )}
        <label for={`tick-${id}`}>{caseNumber}</label>
      </div>
    ),
  },
  {
    name: words(uncalibrated !== null ? 'staff.cohort.score_raw' : 'staff.cohort.score'),
    cell: (person: ListedPerson) => <Score words={words} person={person} />,
    isNumber: true,
  },
  {
    name: words('staff.cohort.placing'),
    cell: (person: ListedPerson) => (
      <>
        {placingText(words, person)}{' '}
        {isOpen && !person.barred && (
          <a href={paths.listFrom(row.id, { ...lookedAt(look, search), after: look.after, why: person.id })}>
            {words('staff.cohort.why')}
          </a>
        )}
      </>
    ),
  },
  { name: words('staff.cohort.gate'), cell: (person: ListedPerson) => <Gate words={words} person={person} /> },
]

interface PersonProps {
  readonly words: Words
  readonly person: ListedPerson
}

const Score = ({ words, person: { score, raw, calibrated } }: PersonProps) => {
  if (score === null) return <>–</>
  if (!calibrated || raw === null) return <>{words.score(score)}</>

  return (
    <>
      {words.score(onScale(score))}{' '}
      <span class="hint">
        {words('staff.cohort.interval', {
          low: words.score(onScale(calibrated.low)),
          high: words.score(onScale(calibrated.high)),
          raw: words.score(raw),
        })}
      </span>
    </>
  )
}

const Gate = ({ words, person: { id, state, grade, misfits, barred } }: PersonProps) => (
  <>
    {[grade, state === 'board' ? words('staff.cohort.cleared') : stateLabel(state)].filter(Boolean).join(' · ')}
    {misfits > 0 && <> · {words('staff.cohort.misfits', { count: misfits })}</>}
    {barred === 'harm_open' && <> · {words('staff.cohort.harm_open')}</>}
    {barred === 'no_score' && <> · {words('staff.cohort.no_score')}</>}
    {barred === 'out_of_date' && <> · {words('staff.cohort.out_of_date')}</>}{' '}
    <a href={paths.application(id)}>{words('staff.cohort.open')}</a>
  </>
)
