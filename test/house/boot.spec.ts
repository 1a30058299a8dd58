import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Injectable, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { CliModule } from '#apps/cli/src/cli.module.js'
import { startWorker } from '#apps/worker/src/worker.js'
import { VerifyAudit } from '#features/audit/cli/verify-audit.js'
import { OutboxRing } from '#platform/outbox/ring.js'
import { MailWorld } from '#test/support/mail-world.js'
import { startRegistration } from '#test/support/web/registration.js'
import { startStaff } from '#test/support/web/staff.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World

beforeAll(async () => {
  world = await practiceWorld()
}, 60_000)

afterAll(() => world.end())

// A class imported as a type is a bare Function to the injector, and the compiler says nothing: only a boot shows it.
describe('every process finds what its classes ask for', () => {
  it('registration', async () => {
    const registration = await startRegistration(world)

    expect((await registration.visitor().get('/en')).status).toBe(200)
    await registration.close()
  })

  it('staff', async () => {
    const staff = await startStaff(world)

    expect((await staff.visitor().get('/sign-in')).status).toBe(200)
    await staff.close()
  })

  it('worker', async () => {
    const mail = await MailWorld.make()
    const worker = await startWorker(mail.settings('smtp://127.0.0.1:1'), false)

    expect(worker.app.get(OutboxRing)).toBeInstanceOf(OutboxRing)
    await worker.stop()
    await mail.drop()
  })

  it('cli', async () => {
    const module = CliModule.with(world.database.url('app_operator'))
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false })

    expect(app.get(VerifyAudit)).toBeInstanceOf(VerifyAudit)
    await app.close()
  })

  it('would not boot with a class that was imported as a type', async () => {
    @Injectable()
    class Torn {
      constructor(readonly lost: unknown) {}
    }
    Reflect.defineMetadata('design:paramtypes', [Function], Torn)
    @Module({ providers: [Torn] })
    class TornModule {}

    await expect(
      NestFactory.createApplicationContext(TornModule, { logger: false, abortOnError: false }),
    ).rejects.toThrow(/dependencies of the Torn/)
  })
})
