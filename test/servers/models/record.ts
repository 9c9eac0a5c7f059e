import { writeFileSync } from "node:fs";
import { modelProviderSchema } from "#shared/contract/model.ts";
import { startRecorder } from "./recorder.ts";
import { recordingSchema } from "./recording.ts";

// node test/servers/models/record.ts PROVIDER MODEL BASE_ADDRESS FILE.json
// Passes on to the base address until Ctrl+C, and writes what was said. The key is entered in the console, never here.
const [provider, model, upstream, file] = process.argv.slice(2);
if (provider === undefined || model === undefined || upstream === undefined || file === undefined) {
  console.error("usage: node test/servers/models/record.ts PROVIDER MODEL BASE_ADDRESS FILE.json");
  process.exit(2);
}
const recorder = await startRecorder(upstream);
console.log(`Set the model's base address to ${recorder.baseUrl}, have the conversation, then press Ctrl+C.`);
process.once("SIGINT", () => {
  const recording = recordingSchema.parse({
    provider: modelProviderSchema.parse(provider),
    model,
    from: new URL(upstream).host,
    exchanges: recorder.exchanges,
  });
  writeFileSync(file, `${JSON.stringify(recording, undefined, 2)}\n`);
  console.log(`${recording.exchanges.length} answers in ${file}`);
  process.exit(0);
});
