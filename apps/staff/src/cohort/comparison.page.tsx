import type { Comparison } from '#features/selection/staff/list/compare-lists.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Gauges, NoFigures } from './gauges.js'

export interface ComparisonProps {
  readonly words: Words
  readonly comparison: Comparison
}

/** Who is on one list and not on the other, and what both come to. */
export const ComparisonText = ({ words, comparison }: ComparisonProps) => {
  const { one, other, onlyOne, onlyOther, both, counts, owesWord } = comparison

  return (
    <>
      <h1>{words('staff.cohort.compare.title')}</h1>
      <p>
        <a href={paths.list(one.id)}>
          <bdi>{one.name}</bdi>
        </a>{' '}
        ·{' '}
        <a href={paths.list(other.id)}>
          <bdi>{other.name}</bdi>
        </a>
      </p>
      <p>{words('staff.cohort.compare.both', { count: both })}</p>
      <h2>{words('staff.cohort.compare.only', { name: one.name, count: onlyOne.length })}</h2>
      <p>{onlyOne.length > 0 ? onlyOne.join(', ') : words('staff.cohort.nobody')}</p>
      <h2>{words('staff.cohort.compare.only', { name: other.name, count: onlyOther.length })}</h2>
      <p>{onlyOther.length > 0 ? onlyOther.join(', ') : words('staff.cohort.nobody')}</p>
      <h2>{words('staff.cohort.counts')}</h2>
      <p>{words('staff.cohort.compare.gauges', { one: one.name, other: other.name })}</p>
      {counts ? (
        <Gauges words={words} counts={counts} />
      ) : (
        <NoFigures words={words} listId={one.id} owesWord={owesWord} />
      )}
    </>
  )
}
