import { Controller, Get } from '@nestjs/common'
import { tracks } from '#domain/application/tracks.js'
import { type OpenCall, ReadOpenCall } from '#features/application/registration/open-call.js'
import { Public } from '#platform/web/access/decorators.js'

/** The call for applications, to whoever asks: what the start page and the first questions tell, and nothing more. */
@Controller('api/v1')
@Public()
export class CallApiController {
  constructor(private readonly call: ReadOpenCall) {}

  @Get('call')
  async show(): Promise<object> {
    const call = await this.call.run()
    const told = { is_open: call?.isOpen === true, takes_late_codes: call?.isOpen === false }
    return call?.isOpen ? { ...told, ...offerOf(call) } : { ...told, ...untold }
  }
}

const offerOf = ({ closesAt, arrivalOn, notOffered }: OpenCall) => ({
  closes_at: closesAt,
  arrival_on: arrivalOn,
  tracks: tracks.filter((track) => !notOffered.includes(`tracks.${track}`)),
  offers_remote: !notOffered.includes('remote'),
})

/** Who comes while it is closed cannot begin, and is shown no question. */
const untold = { closes_at: null, arrival_on: null, tracks: null, offers_remote: null }
