import { Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { DeployAssignment } from '#features/vetting/staff/assignment/deploy-assignment.js'
import { DropProposal } from '#features/vetting/staff/assignment/drop-proposal.js'
import { type ProposedFile, ReadProposal } from '#features/vetting/staff/assignment/read-proposal.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { paged } from '../shell/paged.js'
import { Shell } from '../shell/shell.js'
import { ProposalText } from './proposal.page.js'

const words = wordsFor('en')

const pageSize = 50
const fileId = ({ id }: ProposedFile): string => id

interface ProposalQuery {
  readonly notice?: unknown
  readonly done?: unknown
  /** Of the files whose readers change, and of those with too few. */
  readonly after?: unknown
  readonly lacking?: unknown
}

/** What a run came to, and the word on it. */
@Controller('assignments/proposals/:id')
export class ProposalController {
  constructor(
    private readonly shell: Shell,
    private readonly proposals: ReadProposal,
    private readonly deployment: DeployAssignment,
    private readonly end: DropProposal,
  ) {}

  @Get()
  @Allow('assignment.plan')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query() query: ProposalQuery): Promise<Page> {
    const proposal = found(await this.proposals.run(me, idOf(id)))
    const changed = proposal.files.filter(({ add, remove }) => add.length + remove.length > 0)
    const content = ProposalText({
      words,
      proposal,
      changed: paged(changed, fileId, query.after, pageSize),
      lacking: paged(proposal.incomplete, fileId, query.lacking, pageSize),
      token: this.shell.token(me),
      notice: query.notice,
      done: query.done,
    })
    return page(this.shell.frame({ me, title: words('staff.proposal.title') }, content))
  }

  @Post('deployments')
  @Allow('assignment.plan')
  @Audited('assignment.deployed')
  async deploy(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.deployment.run(me, idOf(id))
    return answer(outcome, { ok: paths.proposalDone(id, 'deployed'), refused: paths.proposal(id) })
  }

  @Post('drops')
  @Allow('assignment.plan')
  @Audited('assignment.dropped')
  async drop(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.end.run(me, idOf(id))
    return answer(outcome, { ok: paths.planDone('proposal_dropped'), refused: paths.proposal(id) })
  }
}
