import { definitionAnswers, definitionQuestions, eligibilityReasons } from '#domain/vetting/definition-test.js'
import type { ComparedFile, ComparedPair } from '#features/application/staff/compare-files.js'
import type { GivenAnswer } from '#features/application/staff/screening/answer-eligibility.js'
import { RadioField, SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { stateLabel } from '../application/state-label.js'
import { sectionTitle } from '../application/section-title.js'
import { reasonText } from '../duplicate/reason-text.js'
import { paths } from '../paths.js'

/** The gate of a file in screening: the definition test, what is missing, whom it may be one with. */
export const ScreeningBox = (props: FileProps) => {
  const { words, panels } = props
  if (!panels.screening) return <Answers words={words} given={panels.eligibility} />
  const { lacks, pairs, ended, nextFile } = panels.screening

  return (
    <section>
      <h2>{words('staff.screening.panel')}</h2>
      <Lacks words={words} lacks={lacks} />
      <Pairs words={words} id={props.file.id} pairs={pairs} />
      <Ended words={words} ended={ended} />
      <Answers words={words} given={panels.eligibility} />
      <Test {...props} />
      <div class="pager">
        {nextFile && <a href={paths.application(nextFile)}>{words('staff.screening.next')}</a>}
        <a href={paths.screening}>{words('staff.screening.back')}</a>
      </div>
    </section>
  )
}

const Lacks = ({ words, lacks }: { words: Words; lacks: readonly string[] | null }) => {
  if (lacks === null) return <p>{words('staff.screening.completeness.sealed')}</p>
  if (lacks.length === 0) return <p>{words('staff.screening.complete')}</p>

  return (
    <>
      <p class="error">{words('staff.screening.lacks')}</p>
      <ul>
        {lacks.map((name) => (
          <li key={name}>{sectionTitle(name)}</li>
        ))}
      </ul>
    </>
  )
}

const Pairs = ({ words, id, pairs }: { words: Words; id: string; pairs: readonly ComparedPair[] }) =>
  pairs.length === 0 ? (
    <p>{words('staff.screening.no_pair')}</p>
  ) : (
    <>
      <p>{words('staff.screening.has_pair')}</p>
      <ul>
        {pairs.map((pair) => {
          const other = pair.first.id === id ? pair.second : pair.first
          return (
            <li key={other.id}>
              <OtherFile words={words} pair={pair} other={other} />
            </li>
          )
        })}
      </ul>
      <p>
        <a href={paths.duplicates}>{words('staff.screening.compare')}</a>
      </p>
    </>
  )

/** A signal, not a bar: whoever applied before may apply again. */
const Ended = ({ words, ended }: { words: Words; ended: readonly ComparedPair[] }) =>
  ended.length === 0 ? null : (
    <>
      <p>{words('staff.screening.has_ended')}</p>
      <ul>
        {ended.map((pair) => (
          <li key={pair.first.id}>
            <OtherFile words={words} pair={pair} other={pair.first} />
            <span class="hint"> {stateLabel(pair.first.state)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.duplicates}>{words('staff.screening.compare')}</a>
      </p>
    </>
  )

const OtherFile = ({ words, pair, other }: { words: Words; pair: ComparedPair; other: ComparedFile }) => (
  <>
    <a href={paths.application(other.id)} dir="ltr">
      {other.caseNumber}
    </a>{' '}
    <bdi>{other.name}</bdi>: {reasonText(words, pair)}
    {pair.verdict === 'same' && `. ${words('staff.screening.is_one')}`}
  </>
)

const Answers = ({ words, given }: { words: Words; given: readonly GivenAnswer[] }) => {
  const [newest] = given
  if (!newest) return null

  return (
    <>
      <p>
        <strong>{words(`staff.screening.eligibility.${newest.eligibility}`)}</strong> {saidBy(words, newest)}
      </p>
      {given.length > 1 && (
        <details>
          <summary>{words('staff.screening.earlier')}</summary>
          <ul>
            {given.slice(1).map((answer) => (
              <li key={`${answer.author} ${answer.day}`}>
                {words(`staff.screening.eligibility.${answer.eligibility}`)} {saidBy(words, answer)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const saidBy = (words: Words, { author, day, reason }: GivenAnswer): string =>
  words('staff.screening.said', { author, date: words.date(day), reason: words(`staff.screening.reason.${reason}`) })

function Test({ words, file, token, panels }: FileProps) {
  const own = panels.eligibility.find(({ isOwn }) => isOwn)

  return (
    <PageForm action={paths.eligibility(file.id)} token={token} id="eligibility">
      <div class="rubric">
        {definitionQuestions.map((question) => (
          <RadioField
            key={question}
            name={question}
            label={words(`staff.screening.question.${question}`)}
            values={own ? [own[question]] : []}
            choices={definitionAnswers.map((value) => ({ value, label: words(`staff.screening.answer.${value}`) }))}
          />
        ))}
      </div>
      <SelectField
        name="rests_on"
        label={words('staff.screening.rests_on')}
        empty={words('staff.screening.choose')}
        value={own?.reason}
        choices={eligibilityReasons.map((value) => ({ value, label: words(`staff.screening.reason.${value}`) }))}
      />
      <p class="hint">{words('staff.screening.typed_for')}</p>
      <div class="buttons">
        <button class="second">{words('staff.screening.save')}</button>
      </div>
    </PageForm>
  )
}
