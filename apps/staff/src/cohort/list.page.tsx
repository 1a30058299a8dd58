import { wholePercent } from '#domain/review/calibration.js'
import type { ListRow } from '#features/selection/staff/list/list-rows.js'
import { Notice } from '#ui/blocks.js'
import { TextField, TicksField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { SearchFlaws } from '../search/search.page.js'
import { Done, Refused } from '../shell/notice.js'
import { History } from './history/history.js'
import { Gauges, Standing } from './gauges.js'
import type { ListProps } from './list-props.js'
import { ListFilter } from './people/list-filter.js'
import { PeopleForm } from './people/people-form.js'
import { reasonText } from './sentences.js'

/** People at the start, what the list comes to at the end; below, who did what. */
export const ListText = (props: ListProps) => {
  const { words, view, search, notice, done } = props
  const { counts, visaUntil } = view

  return (
    <>
      <SearchFlaws words={words} {...search} />
      <Refused code={notice} />
      <Done code={done} />
      <Head {...props} />
      <Said {...props} />
      {counts ? <Standing words={words} counts={counts} /> : <Unseen {...props} />}
      <p>
        {words('staff.cohort.visa_until', {
          normal: words.date(visaUntil.normalUntil),
          express: words.date(visaUntil.expressUntil),
        })}
      </p>
      <div class="split">
        <section aria-labelledby="people">
          <h2 id="people">{words('staff.cohort.people')}</h2>
          <ListFilter {...props} />
          {search.flaws === undefined && <PeopleForm {...props} />}
        </section>
        {counts && (
          <section aria-labelledby="counts">
            <h2 id="counts">{words('staff.cohort.counts')}</h2>
            <Gauges words={words} counts={counts} />
          </section>
        )}
      </div>
      {view.isOpen && <Optimiser {...props} />}
      <History {...props} />
    </>
  )
}

/** Why there are no figures: the word to give for them, or the keys. */
const Unseen = ({ words, view: { row, owesWord }, token }: ListProps) =>
  owesWord ? (
    <PageForm action={paths.listWords(row.id)} token={token} id="word">
      <p>{words('staff.cohort.word.told')}</p>
      <TicksField
        name="word"
        label={words('staff.cohort.word.sign')}
        values={[]}
        choices={[{ value: 'signed', label: words('staff.cohort.word.signed') }]}
      />
      <div class="buttons">
        <button class="main">{words('staff.cohort.word.show')}</button>
      </div>
    </PageForm>
  ) : (
    <p>{words('staff.cohort.no_keys')}</p>
  )

/** What the list is for, where it is not for all places and every wave. */
const planText = (words: Words, { places, wave }: ListRow): string =>
  [
    places === null ? '' : words('staff.cohort.plan.for_places', { count: places }),
    wave === null ? '' : words('staff.cohort.plan.for_wave', { wave }),
  ]
    .join(' ')
    .trim()

const Head = ({ words, view: { row }, mayDecide }: ListProps) => (
  <>
    <h1>
      <bdi>{row.name}</bdi>
    </h1>
    <p>
      {words('staff.cohort.made', { name: row.author, date: words.date(row.madeOn) })} {planText(words, row)}{' '}
      <a href={paths.lists}>{words('staff.cohort.all_lists')}</a> ·{' '}
      <a href={paths.listSummary(row.id)}>{words('staff.cohort.summary.title')}</a> ·{' '}
      <a href={paths.listLots(row.id)}>{words('staff.waitlist_lots.title')}</a>
      {row.copiedFrom && (
        <>
          {' '}
          · <a href={paths.listComparison(row.id, row.copiedFrom)}>{words('staff.cohort.compare.source')}</a>
        </>
      )}
      {mayDecide && (
        <>
          {' '}
          · <a href={paths.listDecisions(row.id)}>{words('staff.forward.title')}</a>
        </>
      )}
    </p>
  </>
)

/** What this look at the list has to say before anything else. */
const Said = ({ words, view: { counts, gone, uncalibrated }, look, why }: ListProps) => (
  <>
    {look.tried && counts && (
      <Notice isStatus>
        <p>{words('staff.cohort.trying', { count: look.tried.ids.length })}</p>
      </Notice>
    )}
    {why && <Why words={words} why={why} />}
    {gone > 0 && <p>{words('staff.cohort.gone', { count: gone })}</p>}
    {uncalibrated !== null && (
      <p class="hint">{words('staff.cohort.uncalibrated', { share: wholePercent(uncalibrated) })}</p>
    )}
  </>
)

const Why = ({ words, why }: Pick<ListProps, 'words'> & { readonly why: NonNullable<ListProps['why']> }) => {
  if (typeof why === 'string') return <p>{words(`staff.cohort.why.${why}`)}</p>
  const { caseNumber: number, isIn, reasons } = why

  return (
    <Notice title={words(isIn ? 'staff.cohort.why.in' : 'staff.cohort.why.out', { number })} isStatus>
      <ul>
        {reasons.map((reason) => (
          <li key={reasonText(words, reason, isIn)}>{reasonText(words, reason, isIn)}</li>
        ))}
      </ul>
    </Notice>
  )
}

const Optimiser = ({ words, view: { row }, token }: ListProps) => (
  <>
    <h2>{words('staff.cohort.run.title')}</h2>
    <p>{words('staff.cohort.run.lead')}</p>
    <PageForm action={paths.listRuns(row.id)} token={token} id="find-best">
      <TextField
        name="seed"
        label={words('staff.cohort.run.seed_field')}
        hint={words('staff.cohort.run.seed_hint')}
        width="w2"
        ltr
      />
      <div class="buttons">
        <button class="main">{words('staff.cohort.run.begin')}</button>
      </div>
    </PageForm>
  </>
)
