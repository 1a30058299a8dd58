import { Controller, Get, Query } from '@nestjs/common'
import { emptyPage, pageAfter } from '#domain/page-after.js'
import { ListApplications } from '#features/application/staff/list-applications.js'
import { PendingDecisions } from '#features/decision/staff/pending-decisions.js'
import { ReadPlaces } from '#features/decision/staff/read-places.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { idOf } from '../shell/found.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { BoardText } from './board.page.js'
import { stateCounts } from './counts.js'

const words = wordsFor('en')
const pageSize = 50

/** Files before the board: the real state and the pending one side by side. */
@Controller('board')
export class BoardController {
  constructor(
    private readonly shell: Shell,
    private readonly pending: PendingDecisions,
    private readonly list: ListApplications,
    private readonly places: ReadPlaces,
  ) {}

  @Get()
  @Allow('board.read')
  async index(
    @Me() me: StaffActor,
    @Query() { notice, after, show }: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    const rows = await this.pending.board(me)
    const isMine = show === 'mine'
    const shown = isMine ? rows.filter(({ decision }) => decision?.waitsForViewer) : rows
    const content = BoardText({
      words,
      ...(pageAfter(shown, ({ file }) => file.id, {
        after: typeof after === 'string' ? idOf(after) : undefined,
        size: pageSize,
      }) ?? emptyPage),
      isFirst: after === undefined,
      isMine,
      counts: stateCounts(await this.list.counts(me), rows),
      places: await this.places.run(me),
      waves: mayUse(me.roles, 'wave.release') ? [...new Set(rows.map(({ file }) => file.wave))] : [],
      notice,
    })
    return page(this.shell.frame({ me, title: words('staff.board.title') }, content))
  }
}
