import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { emptyPage, pageAfter } from '#domain/page-after.js'
import { ListApplications } from '#features/application/staff/list-applications.js'
import { PendingDecisions } from '#features/decision/staff/pending-decisions.js'
import { ReadPlaces } from '#features/decision/staff/read-places.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fittingRows, isFlawed, ListSearch, type SearchLook } from '../search/list-search.js'
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
    private readonly search: ListSearch,
  ) {}

  /** State, order, filter and the id of a search stand in the address beside the cursor. */
  @Get()
  @Allow('board.read')
  async index(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<Page> {
    return this.page(me, await this.search.look(me, asked), asked)
  }

  /** What is looked for is posted, as on the list of files. */
  @Post('searches')
  @Allow('board.read')
  @Audited('files.searched')
  async find(@Me() me: StaffActor, @Body() body: unknown, @Query('show') show: unknown): Promise<Page | SeeOther> {
    const taken = await this.search.take(me, body)
    return isFlawed(taken) ? this.page(me, taken, { show }) : seeOther(paths.boardFrom(taken, mineIn(show)))
  }

  private async page(
    me: StaffActor,
    look: SearchLook,
    { notice, show }: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    const rows = await this.pending.board(me)
    const mine = mineIn(show)
    const shown = mine ? rows.filter(({ decision }) => decision?.waitsForViewer) : rows
    const fit = fittingRows(shown, ({ file }) => file.id, look)
    const size = pageSize
    const [saved, counts, places] = await Promise.all([
      this.search.beside(me, look, new Set(shown.map(({ file }) => file.id))),
      this.list.counts(me),
      this.places.run(me),
    ])
    const content = BoardText({
      words,
      me,
      token: this.shell.token(me),
      ...(pageAfter(fit, ({ file }) => file.id, { after: look.query.after, size }) ?? emptyPage),
      mine,
      look,
      saved,
      fit: fit.length,
      seen: shown.length,
      counts: stateCounts(counts, rows),
      places,
      waves: mayUse(me.roles, 'wave.release') ? [...new Set(rows.map(({ file }) => file.wave))] : [],
      notice,
    })
    const hasErrors = look.flaws !== undefined
    return page(this.shell.frame({ me, title: words('staff.board.title'), hasErrors }, content), hasErrors ? 422 : 200)
  }
}

const mineIn = (show: unknown): 'mine' | undefined => (show === 'mine' ? show : undefined)
