import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from '@jest/globals'
import { callerNetwork, networkOf } from './network.js'

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2'],
    ['192.0.2.255', '192.0.2'],
    [' 192.0.3.1 ', '192.0.3'],
    ['::ffff:192.0.2.7', '192.0.2'],
    ['2001:db8:7:8:9::1', '2001:db8:7'],
    ['2001:0DB8:0007::', '2001:db8:7'],
    ['2001:db8::7:1', '2001:db8:0'],
    ['::1', '0:0:0'],
    ['', 'unknown'],
    ['unix:', 'unknown'],
    ['192.0.2.1:443', 'unknown'],
    ['192.0.2', 'unknown'],
  ])('%s is in %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('the network a request comes from', () => {
  const settings = (isPractice: boolean) => ({
    scheme: 'https' as const,
    hosts: [],
    isPractice,
    cookie: '',
    requestSeconds: 1,
    hasScripts: false,
    strangerPage: () => '',
  })
  const request = (forwarded?: string) =>
    ({
      headers: { 'x-forwarded-for': forwarded },
      socket: { remoteAddress: '127.0.0.1' },
    }) as unknown as IncomingMessage

  it('is the entry the proxy wrote, whatever the caller wrote before it', () => {
    expect(callerNetwork(request('198.51.100.9'), settings(false))).toBe('198.51.100')
    expect(callerNetwork(request('203.0.113.5, 198.51.100.9'), settings(false))).toBe('198.51.100')
    expect(callerNetwork(request('203.0.113.5,'), settings(false))).toBe('unknown')
    expect(callerNetwork(request(), settings(false))).toBe('unknown')
  })

  it('is that of the connection in a practice copy', () => {
    expect(callerNetwork(request('198.51.100.9'), settings(true))).toBe('127.0.0')
  })
})
