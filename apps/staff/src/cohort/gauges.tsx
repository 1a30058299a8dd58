import type { CountedList } from '#features/selection/staff/list/list-counts.js'
import type { Gauge as Counted } from '#domain/selection/draft/gauges.js'
import { Gauge } from '#ui/gauge.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Findings } from './findings.js'
import { breachText, crowns, familyText, findingText, valueText } from './sentences.js'

interface CountsProps {
  readonly words: Words
  readonly counts: CountedList
}

/** Rules that are not kept; places, money and languages. */
export const Standing = ({ words, counts }: CountsProps) => (
  <>
    <Broken words={words} counts={counts} />
    {counts.warnings.length > 0 && <Findings words={words} findings={counts.warnings} />}
    <Free words={words} places={counts.places} />
    <Figures words={words} counts={counts} />
  </>
)

interface NoFiguresProps {
  readonly words: Words
  readonly listId: string
  readonly owesWord: boolean
}

/** Why there are no figures: the word to give for them on the page of the list, or the keys. */
export const NoFigures = ({ words, listId, owesWord }: NoFiguresProps) =>
  owesWord ? (
    <p>
      {words('staff.cohort.word.owed')} <a href={paths.list(listId)}>{words('staff.cohort.word.to_sign')}</a>
    </p>
  ) : (
    <p>{words('staff.cohort.no_keys')}</p>
  )

/** A gauge for every family. */
export const Gauges = ({ words, counts }: CountsProps) => (
  <>
    <p class="hint">{words('staff.cohort.gauges_hint')}</p>
    {counts.gauges.map((gauge) => (
      <FamilyGauge key={gauge.family} words={words} gauge={gauge} isTrying={counts.places.withThese !== null} />
    ))}
  </>
)

const Broken = ({ words, counts: { breaches, findings } }: CountsProps) => {
  if (findings.length > 0) {
    return (
      <>
        <p class="error">{words('staff.cohort.unfit')}</p>
        <Findings words={words} findings={findings} />
      </>
    )
  }
  if (breaches.length === 0) return <p>{words('staff.cohort.all_kept')}</p>
  const sentences = [...new Set(breaches.map((breach) => breachText(words, breach)))]

  return (
    <>
      <p>{words('staff.cohort.broken', { count: breaches.length })}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

/** What is to be said of the places beside their number. */
const Free = ({ words, places }: { readonly words: Words; readonly places: CountedList['places'] }) => {
  const { of, taken, leftFree, isPart, isFull } = places
  return (
    <>
      {isFull && (
        <p class="error">{words(taken > of ? 'staff.cohort.plan.over' : 'staff.cohort.plan.full', { taken, of })}</p>
      )}
      {leftFree > 0 && <p>{words('staff.cohort.plan.left_free', { count: leftFree })}</p>}
      {isPart && <p class="hint">{words('staff.cohort.plan.part')}</p>}
    </>
  )
}

const Figures = ({ words, counts: { places, money, languages } }: CountsProps) => {
  const of = (value: string, most: string) => words('staff.cohort.of', { value, most })
  const rows = [
    {
      name: words('staff.cohort.places'),
      value: of(words.number(places.withThese ?? places.chosen), words.number(places.of)),
    },
    { name: words('staff.cohort.seated'), value: words.number(places.taken) },
    ...(money
      ? [{ name: words('staff.cohort.money'), value: of(crowns(words, money.spent), crowns(words, money.of)) }]
      : []),
    {
      name: words('staff.cohort.languages'),
      value: of(words.number(languages.present), words.number(languages.most)),
    },
  ]

  return (
    <Table
      caption={words('staff.cohort.figures')}
      empty=""
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { name: words('staff.plan.what'), cell: ({ name }) => name },
        { name: words('staff.plan.figure'), cell: ({ value }) => value, isNumber: true },
      ]}
    />
  )
}

interface FamilyProps {
  readonly words: Words
  readonly gauge: Counted
  readonly isTrying: boolean
}

const FamilyGauge = ({ words, gauge, isTrying }: FamilyProps) => {
  const { family, rows, isSettled } = gauge
  if (rows.length === 0) return null

  return (
    <Gauge
      id={`gauge-${family}`}
      caption={findingText(words, gauge)}
      dir={words.dir}
      numbers={words('staff.cohort.numbers', { name: familyText(words, family) })}
      heads={[
        familyText(words, family),
        words('staff.cohort.floor'),
        words('staff.cohort.target'),
        words('staff.cohort.cap'),
        words('staff.cohort.remaining'),
        words('staff.cohort.real'),
        words('staff.cohort.pending'),
        words('staff.cohort.now'),
        words('staff.cohort.then'),
      ]}
      bars={rows.map(({ value, draft, withThese, ...row }) => ({
        ...row,
        label: valueText(words, family, value),
        now: draft,
        tried: isTrying && !isSettled ? withThese : null,
      }))}
    />
  )
}
