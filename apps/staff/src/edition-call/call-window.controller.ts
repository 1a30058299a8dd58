import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { type CallWindow, CallWindows } from '#features/edition/staff/call-windows.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf, refusedText } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { SeenWindowForm } from './edition-call.form.js'
import { type TypedWindow, typedWindow } from './typed-window.js'
import { type WindowProps, WindowText } from './window.page.js'

const words = wordsFor('en')

/** One window of the call at a time. What was typed stays on the page when it is refused. */
@Controller('edition-call/windows')
export class CallWindowController {
  constructor(
    private readonly shell: Shell,
    private readonly windows: CallWindows,
  ) {}

  @Get('new')
  @Allow('edition.change-call')
  async blank(@Me() me: StaffActor): Promise<Page> {
    const { zone } = found(await this.windows.read(me))
    return this.page(me, { zone, version: 0, values: {} })
  }

  @Post()
  @Allow('edition.change-call')
  @Audited('call_window.added')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = typedWindow(body, true)
    const outcome = typed.change && (await this.windows.put(me, typed.change))
    if (outcome?.ok) return seeOther(paths.editionCall)
    const { zone } = found(await this.windows.read(me))
    return this.page(me, { zone, ...typed, refused: refusedText(words, outcome?.code) }, 422)
  }

  @Get(':id')
  @Allow('edition.change-call')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    const { zone, window } = await this.known(me, id)
    const values = {
      opens_on: window.opens.day,
      opens_time: window.opens.time,
      closes_on: window.closes?.day,
      closes_time: window.closes?.time,
    }
    return this.page(me, { zone, ...shownOf(window, zone), values, refused: refusedText(words, notice) })
  }

  @Post(':id')
  @Allow('edition.change-call')
  @Audited('call_window.changed')
  async replace(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { zone, window } = await this.known(me, id)
    const typed = typedWindow(body, !window.hasBegun)
    const seen = { id: window.id, version: typed.version }
    const outcome = typed.change && (await this.windows.put(me, { seen, ...typed.change }))
    if (outcome?.ok) return seeOther(paths.editionCall)
    // Over a version somebody saved meanwhile nothing is written: the page shows what is there now.
    if (outcome?.code === 'stale') return seeOther(paths.callWindowStale(window.id))
    return this.page(me, { zone, ...shownOf(window, zone), ...typed, refused: refusedText(words, outcome?.code) }, 422)
  }

  @Post(':id/removals')
  @Allow('edition.change-call')
  @Audited('call_window.removed')
  async remove(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const version = Number(fitForm(SeenWindowForm, body).version)
    const outcome = await this.windows.remove(me, { id: idOf(id), version })
    return answer(outcome, { ok: paths.editionCall, refused: paths.editionCall })
  }

  private async known(me: StaffActor, id: string): Promise<{ readonly zone: string; readonly window: CallWindow }> {
    const { zone, windows } = found(await this.windows.read(me))
    const window = windows.find((one) => one.id === idOf(id))
    if (!window) throw new Fault('not_found')
    return { zone, window }
  }

  private page(
    me: StaffActor,
    given: Omit<WindowProps, 'words' | 'title' | 'token'> & Partial<Pick<TypedWindow, 'change'>>,
    status = 200,
  ): Page {
    const title = words(given.id ? 'staff.call.change_window' : 'staff.call.add_window')
    const content = WindowText({ ...given, words, title, token: this.shell.token(me) })
    const hasErrors = Object.keys(given.errors ?? {}).length > 0
    return page(this.shell.frame({ me, title, hasErrors }, content), status)
  }
}

const shownOf = ({ id, version, hasBegun, opensAt }: CallWindow, zone: string) => ({
  id,
  version,
  begun: hasBegun ? words('staff.call.begun', { date: words.instant(opensAt, zone) }) : undefined,
})
