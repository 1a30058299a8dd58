import { randomInt } from 'node:crypto'
import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { defaultSettings } from '#domain/assignment/problem.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ProposeAssignment } from '#features/vetting/staff/assignment/propose-assignment.js'
import { ReadCoverage } from '#features/vetting/staff/assignment/read-coverage.js'
import { ReadProposal } from '#features/vetting/staff/assignment/read-proposal.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, refusedText } from '../shell/found.js'
import { paged } from '../shell/paged.js'
import { Shell } from '../shell/shell.js'
import { ProposalForm } from './plan.form.js'
import { PlanText } from './plan.page.js'

const words = wordsFor('en')

const pageSize = 50

interface PlanQuery {
  readonly notice?: unknown
  readonly done?: unknown
  /** Of the files with too few possible readers. */
  readonly after?: unknown
}

/** Who can read what, and the way to a proposal. */
@Controller('assignments')
export class PlanController {
  constructor(
    private readonly shell: Shell,
    private readonly coverage: ReadCoverage,
    private readonly proposals: ReadProposal,
    private readonly propose: ProposeAssignment,
  ) {}

  @Get()
  @Allow('assignment.plan')
  show(@Me() me: StaffActor, @Query() { notice, done, after }: PlanQuery): Promise<Page> {
    const values = {
      mode: defaultSettings.mode,
      reads: String(defaultSettings.reads),
      cap: String(defaultSettings.probabilityCap * 100),
      seed: String(randomInt(1, 1_000_000)),
    }
    return this.page(me, { values, errors: {} }, { refused: refusedText(words, notice), done, after })
  }

  /** The answer is on the proposal's page: the browser goes there and waits. */
  @Post('proposals')
  @Allow('assignment.plan')
  @Audited('assignment.proposed')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = readForm(ProposalForm, body)
    const { mode = 'ensure', reads, cap, seed } = typed.values
    if (Object.keys(typed.errors).length > 0) return this.page(me, typed, {})
    const asked = {
      mode,
      reads: Number(reads),
      probabilityCap: Number(cap) / 100,
      seed: Number(seed),
    }
    const outcome = await this.propose.run(me, asked)
    return answer(outcome, { ok: paths.proposal, refused: paths.plan })
  }

  private async page(
    me: StaffActor,
    typed: ReadForm<ProposalForm>,
    { after, ...said }: { readonly refused?: string; readonly done?: unknown; readonly after?: unknown },
  ): Promise<Page> {
    const reads = typed.errors.reads ? undefined : Number(typed.values.reads)
    const coverage = found(await this.coverage.run(me, reads))
    const latest = found(await this.proposals.latest(me))
    const thin = paged(coverage.report.thin, ({ file }) => file, after, pageSize)
    const content = PlanText({ words, coverage, thin, latest, token: this.shell.token(me), ...typed, ...said })
    const hasErrors = Object.keys(typed.errors).length > 0
    return page(this.shell.frame({ me, title: words('staff.plan.title'), hasErrors }, content), hasErrors ? 422 : 200)
  }
}
