import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { type DangerContact, DangerContacts } from '#features/danger-contact/staff/danger-contacts.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf, refusedText } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { DangerContactForm, SeenDangerContactForm, ShiftForm } from './danger-contact.form.js'
import { type DangerContactProps, DangerContactText } from './danger-contact.page.js'
import { DangerContactsText } from './danger-contacts.page.js'

const words = wordsFor('en')

/** Whom the start page names to people in danger. What was typed stays on the page when it is refused. */
@Controller('danger-contacts')
export class DangerContactController {
  constructor(
    private readonly shell: Shell,
    private readonly contacts: DangerContacts,
  ) {}

  @Get()
  @Allow('danger-contact.keep')
  async list(@Me() me: StaffActor, @Query('notice') notice?: unknown): Promise<Page> {
    const contacts = found(await this.contacts.read(me))
    const props = { words, contacts, token: this.shell.token(me), refused: refusedText(words, notice) }
    return page(this.shell.frame({ me, title: words('staff.danger.title') }, DangerContactsText(props)))
  }

  @Get('new')
  @Allow('danger-contact.keep')
  blank(@Me() me: StaffActor): Page {
    return this.page(me, { version: 0, values: {} })
  }

  @Post()
  @Allow('danger-contact.keep')
  @Audited('danger_contact.added')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = readForm(DangerContactForm, body)
    const entry = entryOf(typed)
    const outcome = entry && (await this.contacts.add(me, entry))
    if (outcome?.ok) return seeOther(paths.dangerContacts)
    return this.page(me, { ...typed, version: 0, refused: refusedText(words, outcome?.code) }, 422)
  }

  @Get(':id')
  @Allow('danger-contact.keep')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    const { version, ...values } = await this.known(me, id)
    return this.page(me, { id: values.id, version, values, refused: refusedText(words, notice) })
  }

  @Post(':id')
  @Allow('danger-contact.keep')
  @Audited('danger_contact.changed')
  async replace(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const known = await this.known(me, id)
    const typed = readForm(DangerContactForm, body)
    const version = Number(typed.values.version ?? 0)
    const entry = entryOf(typed)
    const outcome = entry && (await this.contacts.change(me, { id: known.id, version }, entry))
    if (outcome?.ok) return seeOther(paths.dangerContacts)
    // Over a version somebody saved meanwhile nothing is written: the page shows what is there now.
    if (outcome?.code === 'stale') return seeOther(paths.dangerContactStale(known.id))
    return this.page(me, { ...typed, id: known.id, version, refused: refusedText(words, outcome?.code) }, 422)
  }

  @Post(':id/removals')
  @Allow('danger-contact.keep')
  @Audited('danger_contact.removed')
  async remove(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const version = Number(fitForm(SeenDangerContactForm, body).version)
    const outcome = await this.contacts.remove(me, { id: idOf(id), version })
    return answer(outcome, { ok: paths.dangerContacts, refused: paths.dangerContacts })
  }

  @Post(':id/moves')
  @Allow('danger-contact.keep')
  @Audited('danger_contact.moved')
  async move(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { version, way } = fitForm(ShiftForm, body)
    const outcome = await this.contacts.move(me, { id: idOf(id), version: Number(version) }, way)
    return answer(outcome, { ok: paths.dangerContacts, refused: paths.dangerContacts })
  }

  private async known(me: StaffActor, id: string): Promise<DangerContact> {
    const contacts = found(await this.contacts.read(me))
    const contact = contacts.find((one) => one.id === idOf(id))
    if (!contact) throw new Fault('not_found')
    return contact
  }

  private page(me: StaffActor, given: Omit<DangerContactProps, 'words' | 'title' | 'token'>, status = 200): Page {
    const title = words(given.id ? 'staff.danger.change_entry' : 'staff.danger.add_entry')
    const content = DangerContactText({ ...given, words, title, token: this.shell.token(me) })
    const hasErrors = Object.keys(given.errors ?? {}).length > 0
    return page(this.shell.frame({ me, title, hasErrors }, content), status)
  }
}

/** What was typed, if nothing is wrong with it. */
function entryOf({ values, errors }: ReadForm<DangerContactForm>) {
  const { name, reach, languages, hours } = values
  return name && reach && languages && Object.keys(errors).length === 0 ? { name, reach, languages, hours } : undefined
}
