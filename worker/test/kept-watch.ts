/** A bucket that notes for which jobs an answer was kept, and found or read again: from then on it must not be lost. */
export function watchKept(bucket: R2Bucket) {
  const found = new Set<string>()
  const note = <T>(key: string, object: T): T => {
    const [folder, jobId] = key.split('/')
    if (object !== null && folder === 'kept' && jobId) found.add(jobId)
    return object
  }
  return {
    found,
    bucket: new Proxy(bucket, {
      get(target, name: keyof R2Bucket) {
        const method = target[name] as (...asked: unknown[]) => Promise<unknown>
        return async (...asked: unknown[]) => {
          const answer = await method.apply(target, asked)
          if (name === 'list') return longAgo(answer as R2Objects)
          return name === 'head' || name === 'get' ? note(String(asked[0]), answer) : answer
        }
      },
    }),
  }
}

/** The bucket's own clock is not the schedule's: what lies there has lain there long enough. */
const longAgo = (listed: R2Objects) => ({
  ...listed,
  objects: listed.objects.map(({ key }) => ({ key, uploaded: new Date(0) })),
})
