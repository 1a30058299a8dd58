import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { type Compartment, compartments } from '#domain/compartment.js'
import { Epochs } from '#features/staff/staff/account/epochs.js'
import { ListColleagues } from '#features/staff/staff/list-colleagues.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { KeeperText } from './keeper.page.js'

const words = wordsFor('en')

class EpochForm {
  @Field({ control: 'select', options: compartments })
  compartment!: Compartment
}

/** Who keeps which compartment, and how its key stands. */
@Controller('keepers')
export class KeeperController {
  constructor(
    private readonly shell: Shell,
    private readonly colleagues: ListColleagues,
    private readonly epochs: Epochs,
  ) {}

  @Get()
  @Allow('keeper.list')
  async index(@Me() me: StaffActor, @Query('done') done?: unknown): Promise<Page> {
    const [colleagues, epochs] = [await this.colleagues.run(me), await this.epochs.list(me)]
    const content = KeeperText({ words, colleagues, epochs, done, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.keepers.title') }, content))
  }

  @Post('epochs')
  @Allow('key.rewrap')
  @Audited('key.epoch_rewrapped')
  async rewrap(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.epochs.rewrap(me, fitForm(EpochForm, body).compartment)
    if (!outcome.ok && outcome.code === 'step_up_needed') return seeOther(paths.stepUpForKeepers)
    found(outcome)
    return seeOther(paths.keepersDone('records_moved'))
  }
}
