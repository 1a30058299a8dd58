import { readFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

const chunkBytes = 1024 * 1024
/** No longer than this is ever sought; chunks overlap by it, so nothing hides on a border. */
const longest = 64

/** In how many chunks of a process's writable memory each byte string occurs (Linux; our own child). */
export async function countInMemory(pid: number, sought: readonly Buffer[]): Promise<number[]> {
  const counts = sought.map(() => 0)
  const memory = await open(`/proc/${pid}/mem`, 'r')
  for (const { from, to } of writableParts(pid)) {
    for (let at = from; at < to; at += chunkBytes) {
      const chunk = await read(memory, at, Math.min(chunkBytes + longest, to - at))
      sought.forEach((bytes, i) => {
        if (chunk.includes(bytes)) counts[i] = (counts[i] ?? 0) + 1
      })
    }
  }
  await memory.close()
  return counts
}

const writableParts = (pid: number): { from: number; to: number }[] =>
  [...readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)].map(([, from, to]) => ({
    from: Number.parseInt(from ?? '', 16),
    to: Number.parseInt(to ?? '', 16),
  }))

/** Pages the process has given back since are EIO, and hold nothing. */
async function read(memory: FileHandle, at: number, size: number): Promise<Buffer> {
  try {
    const { buffer, bytesRead } = await memory.read(Buffer.alloc(size), 0, size, at)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EIO') return Buffer.alloc(0)
    throw error
  }
}
