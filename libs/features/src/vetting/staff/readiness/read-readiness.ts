import { Injectable } from '@nestjs/common'
import { liveStates } from '#domain/application/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type KeptByFew, keptByFew } from '#domain/staff/keepers.js'
import { type ActReadiness, type Bar, phasesWithActs, type PhaseWithActs, readiness } from '#domain/staff/readiness.js'
import { seenFiles } from '#features/application/index.orm.js'
import { hasRole, keepingNewest, type StaffActor, workingPeople } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { excludedPairs } from '../conflict/exclusion.js'

/** A phase and its first day, ISO date. */
export interface Opening<Phase extends string = string> {
  readonly phase: Phase
  readonly on: string
}

export interface PhaseReadiness<Phase extends string = PhaseWithActs> extends Opening<Phase> {
  readonly acts: readonly ActReadiness[]
  /** Compartments it works with that fewer than two people keep. */
  readonly few: readonly KeptByFew[]
}

export interface WaveReadiness {
  readonly wave: string
  readonly phases: readonly PhaseReadiness[]
}

/** Who could be first and second at each two-person act of a phase, and which of its compartments too few people keep. */
@Injectable()
export class ReadReadiness {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /**
   * The openings asked for, in their order, each from today on, over the live files of a wave that this colleague sees: a file hidden from
   * them would tell by a figure whom a conflict keeps from it. Countries are compared where this session opens the file; for one it does
   * not open, a colleague with any exclusion counts as unable. Refuses: not_found (role).
   */
  async run<Phase extends string>(
    actor: StaffActor,
    wave: string,
    openings: readonly Opening<Phase>[],
  ): Promise<Outcome<PhaseReadiness<Phase>[], 'not_found'>> {
    if (!hasRole(actor, ...readinessRoles)) return refuse('not_found')
    const files = await seenFiles(this.database, actor, {
      where: 'a.wave = $3 AND a.state = ANY ($4)',
      tail: 'ORDER BY a.id',
      values: [wave, liveStates],
    })
    return done(await this.over(actor, idsOf(files), openings))
  }

  /** Those of the openings that lack people for an act they need, over all files of the wave; which act and which file is told to nobody. */
  async lacking<Phase extends string>(
    actor: StaffActor,
    wave: string,
    openings: readonly Opening<Phase>[],
  ): Promise<ReadonlySet<Phase>> {
    const files = await this.database.query<{ id: string }>(
      'SELECT id FROM app.application WHERE edition_id = $1 AND wave = $2 AND state = ANY ($3) ORDER BY id',
      [actor.editionId, wave, liveStates],
    )
    const rows = await this.over(actor, idsOf(files), openings)
    const isRefused = ({ acts }: PhaseReadiness<Phase>) => acts.some(({ verdict }) => verdict === 'refused')

    return new Set(rows.filter(isRefused).map(({ phase }) => phase))
  }

  private async over<Phase extends string>(
    actor: StaffActor,
    files: readonly string[],
    openings: readonly Opening<Phase>[],
  ): Promise<PhaseReadiness<Phase>[]> {
    const [{ today } = { today: '' }] = await this.database.query<{ today: string }>(
      'SELECT app.today()::text AS today',
    )
    const given = {
      people: await workingPeople(this.database, this.directory, actor.editionId),
      bars: await this.bars(actor, files),
    }
    const keeping = await keepingNewest(this.database, this.directory)

    return openings.map(({ phase, on: start }) => {
      const on = start > today ? start : today
      return { phase, on, acts: readiness(phase, on, given), few: keptByFew(phase, keeping) }
    })
  }

  /** Every phase of the wave that has two-person acts and is not over, from its first day or, undated, from today. */
  async ofWave(actor: StaffActor, wave: string): Promise<Outcome<PhaseReadiness[], 'not_found'>> {
    const rows = await this.database.query<{ kind: string; on: string; is_over: boolean }>(
      `SELECT kind, starts_on::text AS on, coalesce(ends_on < app.today(), false) AS is_over FROM app.phase
       WHERE edition_id = $1 AND wave = $2`,
      [actor.editionId, wave],
    )
    const left = phasesWithActs.filter((phase) => !rows.some(({ kind, is_over: isOver }) => kind === phase && isOver))
    return this.run(
      actor,
      wave,
      left.map((phase) => ({ phase, on: rows.find(({ kind }) => kind === phase)?.on ?? '' })),
    )
  }

  /** Each wave of the edition as `ofWave`; those with a phase ahead that could not open come first. */
  async ofEdition(actor: StaffActor): Promise<Outcome<WaveReadiness[], 'not_found'>> {
    const rows = await this.database.query<{ wave: string; ahead: string[] | null }>(
      `SELECT w.wave, array_agg(p.kind) FILTER (WHERE p.starts_on > app.today()) AS ahead
       FROM (SELECT 'main' UNION SELECT wave FROM app.phase WHERE edition_id = $1) w (wave)
         LEFT JOIN app.phase p ON p.edition_id = $1 AND p.wave = w.wave GROUP BY w.wave ORDER BY w.wave <> 'main', w.wave`,
      [actor.editionId],
    )
    const waves: (WaveReadiness & { isUnready: boolean })[] = []
    for (const { wave, ahead } of rows) {
      const phases = await this.ofWave(actor, wave)
      if (!phases.ok) return phases
      const isUnready = phases.value.some((one) => ahead?.includes(one.phase) && cannotOpen(one))
      waves.push({ wave, phases: phases.value, isUnready })
    }
    return done(
      waves.toSorted((a, b) => Number(b.isUnready) - Number(a.isUnready)).map(({ wave, phases }) => ({ wave, phases })),
    )
  }

  private async bars(actor: StaffActor, files: readonly string[]): Promise<Bar[]> {
    const conflicts = await this.database.query<Bar>(
      'SELECT account_id AS "accountId", application_id AS file FROM app.conflict WHERE application_id = ANY ($1)',
      [files],
    )
    const excluded = await excludedPairs({ database: this.database, keyring: this.keyring }, actor, files, null)
    return [...conflicts, ...excluded.map(({ file, reader }) => ({ file, accountId: reader }))]
  }
}

const cannotOpen = ({ acts, few }: PhaseReadiness): boolean =>
  few.length > 0 || acts.some(({ verdict }) => verdict === 'refused')
const idsOf = (files: readonly { readonly id: string }[]): string[] => files.map(({ id }) => id)

/** Who sees the readiness of phases. */
const readinessRoles = ['vetting_lead', 'coordinator', 'admin'] as const
