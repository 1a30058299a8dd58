import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import {
  type DatedPhase,
  type PhaseFlaws,
  type PhaseKind,
  phaseKinds,
  SetPhases,
} from '#features/edition/staff/set-phases.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type PhaseReadiness, ReadReadiness } from '#features/vetting/staff/readiness/read-readiness.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { endField, PhasesForm, startField, type TypedPhases } from './phases.form.js'
import { PhasesText, type TypedWave } from './phases.page.js'

const words = wordsFor('en')

/** The dated phases of one wave at a time. */
@Controller('phases')
export class PhasesController {
  constructor(
    private readonly shell: Shell,
    private readonly phases: SetPhases,
    private readonly readiness: ReadReadiness,
  ) {}

  @Get()
  @Allow('phases.change')
  async show(@Me() me: StaffActor, @Query() { wave, notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    return this.page(me, { wave: typeof wave === 'string' ? wave : 'main', notice, done })
  }

  /** What cannot be taken comes back as typed, with what is wrong. */
  @Post()
  @Allow('phases.change')
  @Audited('phases.changed')
  async replace(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(PhasesForm, body)
    const { wave, seen = '', ...typed } = values as Partial<PhasesForm> & TypedPhases
    if (wave === undefined || errors['wave'] || errors['seen']) throw new Fault('malformed_form')
    if (Object.keys(errors).length > 0)
      return this.page(me, { wave, typed: { wave, seen, values: typed, errors } }, 422)
    const outcome = await this.phases.run(me, { wave, seen, phases: phasesIn(typed) })
    if (!outcome.ok && outcome.code === 'phases_unfit') {
      const flaws = (outcome.about ?? {}) as PhaseFlaws
      return this.page(me, { wave, typed: { wave, seen, values: typed, errors: {}, flaws } }, 422)
    }
    return answer(outcome, { ok: paths.phasesDone(wave, 'phases_saved'), refused: paths.phasesOf(wave) })
  }

  private async page(
    me: StaffActor,
    shown: { readonly wave: string; readonly notice?: unknown; readonly done?: unknown; readonly typed?: TypedWave },
    status = 200,
  ): Promise<Page> {
    const title = words('staff.phases.title')
    const waves = found(await this.phases.read(me))
    const row = waves.find(({ wave }) => wave === shown.wave)
    if (!row) throw new Fault('not_found')
    const others = waves.map(({ wave }) => wave).filter((wave) => wave !== row.wave)
    const readiness = await this.ready(me, shown)
    const content = PhasesText({ ...shown, readiness, words, title, token: this.shell.token(me), row, others })
    return page(this.shell.frame({ me, title, hasErrors: shown.typed !== undefined }, content), status)
  }

  /** Of the phases as they are; as they were typed, where that was the flaw. */
  private async ready(
    me: StaffActor,
    { wave, typed }: { readonly wave: string; readonly typed?: TypedWave },
  ): Promise<PhaseReadiness<PhaseKind>[]> {
    const lacks = ['two_people_missing', 'keepers_few'] as const
    if (!lacks.some((lack) => Object.values(typed?.flaws ?? {}).includes(lack))) {
      return found(await this.readiness.ofWave(me, wave))
    }
    const openings = phasesIn(typed?.values ?? {}).map(({ kind, startsOn }) => ({ phase: kind, on: startsOn ?? '' }))
    const asked = found(await this.readiness.run(me, wave, openings))
    return asked.filter(({ acts }) => acts.length > 0)
  }
}

/** A kind without any day is no phase. */
const phasesIn = (typed: TypedPhases): DatedPhase[] =>
  phaseKinds
    .map((kind) => ({ kind, startsOn: typed[startField(kind)] ?? null, endsOn: typed[endField(kind)] ?? null }))
    .filter(({ startsOn, endsOn }) => startsOn !== null || endsOn !== null)
