import {
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  type InputVideoTrack,
  type Source,
} from 'mediabunny'

async function copyPictures(track: InputVideoTrack): Promise<ArrayBuffer> {
  if (!track.codec) throw new Error('a video track of an unknown codec')
  const target = new BufferTarget()
  // The index stands at the front, so that a clip begins to play before all of it has arrived.
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const video = new EncodedVideoPacketSource(track.codec)
  output.addVideoTrack(video, { rotation: track.rotation })
  await output.start()
  const config = await track.getDecoderConfig()
  for await (const packet of new EncodedPacketSink(track).packets())
    await video.add(packet, config ? { decoderConfig: config } : undefined)
  await output.finalize()
  if (!target.buffer) throw new Error('no clip was written')
  return target.buffer
}

/**
 * The same MP4 without its sound track: the encoded pictures are copied, not encoded again. All of it is held in
 * memory (the index at the front needs every picture's place), so callers bound its size. Throws on a broken file.
 */
export async function withoutSound(source: Source): Promise<ArrayBuffer> {
  const input = new Input({ source, formats: [MP4] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track) throw new Error('no video track')
    return await copyPictures(track)
  } finally {
    input.dispose()
  }
}
