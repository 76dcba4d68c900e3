import {
  AppendOnlyStreamTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  type InputVideoTrack,
  type Source,
} from 'mediabunny'

async function copyPictures(track: InputVideoTrack, to: WritableStream<Uint8Array>): Promise<void> {
  if (!track.codec) throw new Error('a video track of an unknown codec')
  const output = new Output({
    // The index stands at the front, so that a clip begins to play before all of it has arrived.
    format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
    target: new AppendOnlyStreamTarget(to),
  })
  const video = new EncodedVideoPacketSource(track.codec)
  output.addVideoTrack(video, { rotation: track.rotation })
  await output.start()
  const config = await track.getDecoderConfig()
  for await (const packet of new EncodedPacketSink(track).packets())
    await video.add(packet, config ? { decoderConfig: config } : undefined)
  await output.finalize()
}

/**
 * The same MP4 without its sound track: the encoded pictures are copied, not encoded again. Holds the clip's
 * pictures in memory until all are there (the index needs their places), so callers bound its size.
 */
export async function* withoutSound(source: Source): AsyncGenerator<Uint8Array> {
  const input = new Input({ source, formats: [MP4] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track) throw new Error('no video track')
    const pipe = new TransformStream<Uint8Array, Uint8Array>()
    const copied = copyPictures(track, pipe.writable).catch(async (error: unknown) => {
      await pipe.writable.abort(error).catch(() => {})
      throw error
    })
    copied.catch(() => {})
    yield* pipe.readable
    await copied
  } finally {
    input.dispose()
  }
}
