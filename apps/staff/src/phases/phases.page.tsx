import {
  type PhaseFlaws,
  type PhaseKind,
  phaseKinds,
  seenText,
  type WavePhases,
} from '#features/edition/staff/set-phases.js'
import type { PhaseReadiness } from '#features/vetting/staff/readiness/read-readiness.js'
import type { FieldErrors } from '#platform/form/description.js'
import { DateField } from '#ui/date-field.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { ReadinessTables } from '../readiness/readiness.page.js'
import { Done, Refused } from '../shell/notice.js'
import { endField, startField, type TypedPhases } from './phases.form.js'

/** The phases of one wave as they were typed, and what is wrong with them. */
export interface TypedWave {
  readonly wave: string
  readonly seen: string
  readonly values: TypedPhases
  readonly errors: FieldErrors
  readonly flaws?: PhaseFlaws
}

export interface PhasesProps {
  readonly words: Words
  readonly title: string
  readonly token: string
  readonly row: WavePhases
  /** Waves that have a page like this one. */
  readonly others: readonly string[]
  readonly notice?: unknown
  readonly done?: unknown
  readonly typed?: TypedWave
  readonly readiness: readonly PhaseReadiness<PhaseKind>[]
}

export const PhasesText = (props: PhasesProps) => (
  <>
    {props.typed && <Errors words={props.words} typed={props.typed} />}
    <h1>{props.title}</h1>
    <Refused code={props.notice} />
    <Done code={props.done} />
    <p class="lead">{props.words('staff.phases.lead')}</p>
    <Wave words={props.words} token={props.token} row={props.row} typed={props.typed ?? asItIs(props.row)} />
    <ReadinessPart {...props} />
    {props.others.map((wave) => (
      <p key={wave}>
        <a href={paths.phasesOf(wave)}>{props.words('staff.phases.wave', { wave })}</a>
      </p>
    ))}
  </>
)

/** Open at once where something is missing. */
const ReadinessPart = ({ words, readiness, row: { wave } }: PhasesProps) => (
  <details open={readiness.some(isLacking)}>
    <summary>{words('staff.readiness.title')}</summary>
    <p>
      <a href={paths.readinessOf(wave)}>{words('staff.readiness.look')}</a>
    </p>
    <ReadinessTables words={words} readiness={readiness} />
  </details>
)

const isLacking = ({ acts, few }: PhaseReadiness<PhaseKind>): boolean =>
  few.length > 0 || acts.some(({ verdict }) => verdict === 'refused')

const asItIs = ({ wave, phases }: WavePhases): TypedWave => ({
  wave,
  seen: seenText(phases),
  values: Object.fromEntries(
    phases.flatMap(({ kind, startsOn, endsOn }) => [
      [startField(kind), startsOn ?? undefined],
      [endField(kind), endsOn ?? undefined],
    ]),
  ),
  errors: {},
})

interface WaveProps {
  readonly words: Words
  readonly token: string
  readonly row: WavePhases
  readonly typed: TypedWave
}

const Wave = ({ words, token, row: { wave, active }, typed }: WaveProps) => (
  <section>
    <h2>{words('staff.phases.wave', { wave })}</h2>
    <p>
      {active ? words('staff.phases.active', { phase: words(`staff.phase.${active}`) }) : words('staff.phases.none')}
    </p>
    <PageForm action={paths.phases} token={token} id="phases">
      <input type="hidden" name="wave" value={wave} />
      <input type="hidden" name="seen" value={typed.seen} />
      {phaseKinds.map((kind) => (
        <Days key={kind} words={words} kind={kind} typed={typed} />
      ))}
      <div class="buttons">
        <button class="main">{words('staff.phases.save')}</button>
      </div>
    </PageForm>
  </section>
)

const Days = ({ words, kind, typed }: { words: Words; kind: PhaseKind; typed: TypedWave }) => {
  const phase = words(`staff.phase.${kind}`)
  const [start, end] = [startField(kind), endField(kind)]

  return (
    <>
      <DateField
        words={words}
        name={start}
        label={words('staff.phases.from', { phase })}
        value={typed.values[start]}
        error={errorText(words, typed, { kind, name: start })}
      />
      <DateField
        words={words}
        name={end}
        label={words('staff.phases.to', { phase })}
        value={typed.values[end]}
        error={errorText(words, typed, { kind, name: end })}
      />
    </>
  )
}

/** A flaw of a phase stands at its start. */
function errorText(
  words: Words,
  { errors, flaws = {} }: TypedWave,
  { kind, name }: { readonly kind: PhaseKind; readonly name: string },
): string | undefined {
  const phase = words(`staff.phase.${kind}`)
  const [code, flaw] = [errors[name], flaws[kind]]
  if (code !== undefined) return words.find(`error.${code}`, { field: phase })
  return flaw && name === startField(kind) ? words(`staff.phases.flaw.${flaw}`, { phase }) : undefined
}

const Errors = ({ words, typed }: { words: Words; typed: TypedWave }) => (
  <ErrorSummary
    words={words}
    items={phaseKinds.flatMap((kind) =>
      [startField(kind), endField(kind)].flatMap((path) => {
        const text = errorText(words, typed, { kind, name: path })
        return text === undefined ? [] : [{ path, text }]
      }),
    )}
  />
)
