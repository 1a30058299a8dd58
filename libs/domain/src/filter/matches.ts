import { addDays, isIsoDate } from '../calendar/iso-date.js'
import { comparableName } from '../name/comparable-name.js'
import { type FilterRecord, type FilterValue, textsOf } from './record.js'
import type { Comparison, Filter, Joint, Range, Test } from './tree.js'
import { type Days, daysOf } from './written-date.js'

/** Null: not to be told, since the field is hidden from the viewer. */
type Truth = boolean | null
type Question = (record: FilterRecord) => Truth

/**
 * True when the record passes. A field without a value matches `none` and nothing else, so `not` of something else lets
 * it through. A field hidden from the viewer matches `none` as well, so that it looks like one without a value; whatever
 * else is asked of it is neither true nor false, and neither the question nor its `not` lets the record through. Free text
 * is looked for in the text fields the viewer sees.
 */
export const matches = (filter: Filter, record: FilterRecord): boolean => questionOf(filter)(record) === true

/** The same for many records: what a filter needs is worked out once. */
export function matching(filter: Filter): (record: FilterRecord) => boolean {
  const question = questionOf(filter)
  return (record) => question(record) === true
}

function questionOf(filter: Filter): Question {
  if (filter.kind === 'words') return textTest('', filter.text)
  if (filter.kind === 'term') return termQuestion(filter.field, filter.test)
  if (filter.kind === 'not') {
    const question = questionOf(filter.part)
    return (record) => negated(question(record))
  }
  const questions = filter.parts.map(questionOf)
  const join = joins[filter.kind]

  return (record) => join(questions, record)
}

const negated = (truth: Truth): Truth => (truth === null ? null : !truth)

type Join = (questions: readonly Question[], record: FilterRecord) => Truth

/** The first answer that settles it; what is hidden settles nothing. */
const settledBy =
  (settling: boolean): Join =>
  (questions, record) => {
    let truth: Truth = !settling
    for (const question of questions) {
      const answer = question(record)
      if (answer === settling) return settling
      if (answer === null) truth = null
    }

    return truth
  }

const joins: Readonly<Record<Joint, Join>> = {
  and: settledBy(false),
  or: settledBy(true),
  xor: (questions, record) =>
    questions.reduce<Truth>((truth, question) => {
      const answer = question(record)
      return truth === null || answer === null ? null : truth !== answer
    }, false),
}

function termQuestion(field: string, test: Test): Question {
  if (test.is === 'missing') return ({ values }) => !values.has(field)
  if (test.is === 'present') return ({ values }) => values.has(field)
  const asked = test.is === 'text' ? textTest(field, test.value) : valueTest(field, test)

  return (record) => (record.hidden.has(field) ? null : asked(record))
}

/** Looks for a part of one text field; of all of them without a name. */
function textTest(field: string, value: string): (record: FilterRecord) => boolean {
  const needle = comparableName(value)
  return ({ texts }) => needle !== '' && (texts.get(field) ?? '').includes(needle)
}

type ValueTest = Exclude<Test, { readonly is: 'missing' } | { readonly is: 'present' } | { readonly is: 'text' }>

function valueTest(field: string, test: ValueTest): (record: FilterRecord) => boolean {
  const holds = holdsFor(test)
  return ({ values }) => {
    const value = values.get(field)
    return value !== undefined && holds(value)
  }
}

function holdsFor(test: ValueTest): (value: FilterValue) => boolean {
  if (test.is === 'flag') return (value) => value === test.value
  if (test.is === 'number') return (value) => typeof value === 'number' && isInRange(value, test.range)
  if (test.is === 'date') {
    const [days, more] = [daysOf(test.range), test.by === 'week' ? 6 : 0]
    return (value) => isIsoDate(value) && overlaps({ from: value, to: addDays(value, more) }, days)
  }
  const wanted = folded(test.value)

  return (value) => textsOf(value).some((text) => folded(text) === wanted)
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

const isInRange = (value: number, range: Range<number>): boolean =>
  range.op === '..' ? range.from <= value && value <= range.to : comparisons[range.op](value, range.value)

const comparisons: Readonly<Record<Comparison, (one: number, other: number) => boolean>> = {
  '=': (one, other) => one === other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
}

/** Days of a record and days asked for have one in common. */
const overlaps = (stored: Days, { from, to }: Days): boolean =>
  (from === null || (stored.to !== null && stored.to >= from)) &&
  (to === null || (stored.from !== null && stored.from <= to))
