import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type PhaseFlaw, phaseProblems } from '#domain/review/phases.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { ReadReadiness } from '#features/vetting/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'

/** Phases of a wave in their order. */
export const phaseKinds = ['collecting', 'screening', 'review', 'board', 'release', 'travel', 'over'] as const
export type PhaseKind = (typeof phaseKinds)[number]

/** A dated phase; both ends are ISO dates and belong to it. */
export interface DatedPhase {
  readonly kind: PhaseKind
  readonly startsOn: string | null
  /** Null: open-ended. */
  readonly endsOn: string | null
}

export interface WavePhases {
  readonly wave: string
  readonly phases: readonly DatedPhase[]
  /** The phase of today; null before the first and after the last. */
  readonly active: PhaseKind | null
}

export type PhasesRefusal = 'not_found' | 'stale' | 'phases_unfit' | 'edition_archived'

/** What is wrong with the phases of a wave, by phase. */
export type PhaseFlaws = Readonly<
  Partial<Record<PhaseKind, PhaseFlaw | 'start_missing' | 'two_people_missing' | 'keepers_few'>>
>

/** The phases of each wave of the edition, kept by the vetting lead. */
@Injectable()
export class SetPhases {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly readiness: ReadReadiness,
  ) {}

  /** Every wave that has files or phases, by name, `main` always. Refuses: not_found (no lead). */
  async read(actor: StaffActor): Promise<Outcome<WavePhases[], 'not_found'>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const rows = await this.database.query<{ wave: string; active: PhaseKind | null; phases: DatedPhase[] }>(
      wavesAsked,
      [actor.editionId],
    )
    return done(rows.map(({ wave, active, phases }) => ({ wave, active, phases: phases.toSorted(byOrder) })))
  }

  /**
   * Replaces all phases of a wave by those given, judged together: they follow each other without gap. `seen` is what the
   * page showed. Refuses: not_found (no lead), stale, edition_archived, phases_unfit with the flaw of each phase, among them
   * a phase opened anew for whose two-person acts there are not two people, or one of whose compartments has fewer than two
   * keepers.
   */
  async run(
    actor: StaffActor,
    change: { readonly wave: string; readonly seen: string; readonly phases: readonly DatedPhase[] },
  ): Promise<Outcome<null, PhasesRefusal>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const flaws = flawsOf(change.phases)
    if (Object.keys(flaws).length > 0) return refuse('phases_unfit', flaws)
    const unready = await this.unready(actor, change)
    if (Object.keys(unready).length > 0) return refuse('phases_unfit', unready)

    return this.database.transaction((tx) => this.replace(tx, actor, change))
  }

  /** Phases whose days change and which would open without two people for each act that needs them, or two keepers. */
  private async unready(
    actor: StaffActor,
    { wave, phases }: { readonly wave: string; readonly phases: readonly DatedPhase[] },
  ): Promise<PhaseFlaws> {
    const rows = await this.database.query<{ wave: string; phases: DatedPhase[] }>(wavesAsked, [actor.editionId])
    const known = rows.find((row) => row.wave === wave)?.phases ?? []
    const opened = phases.filter((phase) => !known.some((one) => seenText([one]) === seenText([phase])))
    const openings = opened.map(({ kind, startsOn }) => ({ phase: kind, on: startsOn ?? '' }))
    const found = await this.readiness.run(actor, wave, openings)
    const lacking = await this.readiness.lacking(actor, wave, openings)

    return Object.fromEntries(
      (found.ok ? found.value : []).flatMap(({ phase, few }): [PhaseKind, PhaseFlaws[PhaseKind]][] => {
        if (lacking.has(phase)) return [[phase, 'two_people_missing']]
        return few.length > 0 ? [[phase, 'keepers_few']] : []
      }),
    )
  }

  private async replace(
    tx: Tx,
    { accountId, editionId }: StaffActor,
    { wave, seen, phases }: { readonly wave: string; readonly seen: string; readonly phases: readonly DatedPhase[] },
  ): Promise<Outcome<null, PhasesRefusal>> {
    const [edition] = await tx.query<{ is_archived: boolean }[]>(
      'SELECT archived_on IS NOT NULL AS is_archived FROM app.edition WHERE id = $1 FOR NO KEY UPDATE',
      [editionId],
    )
    if (edition?.is_archived !== false) return refuse('edition_archived')
    const rows = await tx.query<{ wave: string; phases: DatedPhase[] }[]>(wavesAsked, [editionId])
    const known = rows.find((row) => row.wave === wave)
    if (!known) return refuse('not_found')
    if (seenText(known.phases) !== seen) return refuse('stale')
    await tx.query('DELETE FROM app.phase WHERE edition_id = $1 AND wave = $2', [editionId, wave])
    for (const { kind, startsOn, endsOn } of phases) {
      await tx.query('INSERT INTO app.phase (edition_id, wave, kind, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5)', [
        editionId,
        wave,
        kind,
        startsOn,
        endsOn,
      ])
    }
    await this.audit.record(tx, { actorId: accountId, verb: 'phases.changed', objectId: editionId })
    return done(null)
  }
}

const wavesAsked = `
  SELECT w.wave, (SELECT p.kind FROM app.phase p WHERE p.edition_id = $1 AND p.wave = w.wave AND p.starts_on <= app.today()
      AND (p.ends_on IS NULL OR p.ends_on >= app.today()) ORDER BY p.starts_on DESC LIMIT 1) AS active,
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', p.kind, 'startsOn', p.starts_on, 'endsOn', p.ends_on))
      FROM app.phase p WHERE p.edition_id = $1 AND p.wave = w.wave), '[]') AS phases
  FROM (SELECT 'main' AS wave UNION SELECT wave FROM app.phase WHERE edition_id = $1
    UNION SELECT wave FROM app.application WHERE edition_id = $1) w ORDER BY w.wave`

const byOrder = (a: DatedPhase, b: DatedPhase): number => phaseKinds.indexOf(a.kind) - phaseKinds.indexOf(b.kind)

/** One text for the phases a page shows. */
export const seenText = (phases: readonly DatedPhase[]): string =>
  phases
    .toSorted(byOrder)
    .map(({ kind, startsOn, endsOn }) => `${kind}:${startsOn ?? ''}:${endsOn ?? ''}`)
    .join(',')

const day = 86_400_000

/** The first flaw of each phase. A phase lasts to the end of its last day. */
function flawsOf(phases: readonly DatedPhase[]): PhaseFlaws {
  const dated = phases.toSorted(byOrder).map(({ kind, startsOn, endsOn }) => ({
    id: kind,
    wave: '',
    from: startsOn === null ? null : Date.parse(startsOn),
    until: endsOn === null ? null : Date.parse(endsOn) + day,
  }))
  const problems = phaseProblems(dated).map(({ phaseId, code }) => [phaseId, code] as const)
  // The first may do without a start in the rule; here every phase says when it begins.
  const missing = dated.slice(0, 1).flatMap(({ id, from }) => (from === null ? [[id, 'start_missing'] as const] : []))

  return Object.fromEntries([...problems.toReversed(), ...missing])
}
