// Reads answers with the official Anthropic SDK, for GoldenThroughNpmSdkTest. Standard input: an array of cases
// {folder, baseURL, apiKey, headers, request}. Standard output: by folder, what came of {whole, streamed}: {message}, or the
// error as {name, status, type, body}.
import { text } from 'node:stream/consumers';
import Anthropic from '@anthropic-ai/sdk';

const resultOf = async ask => {
  try {
    return { message: await ask() };
  } catch (error) {
    if (!(error instanceof Anthropic.APIError)) return { name: error.name, body: String(error) };
    return { name: error.name, status: error.status, type: error.type, body: error.error };
  }
};

const results = {};
for (const { folder, baseURL, apiKey, headers, request } of JSON.parse(await text(process.stdin))) {
  const { messages } = new Anthropic({ baseURL, apiKey, maxRetries: 0, timeout: 30_000 });
  results[folder] = {
    whole: await resultOf(() => messages.create(request, { headers })),
    streamed: await resultOf(() => messages.stream(request, { headers }).finalMessage()),
  };
}
process.stdout.write(JSON.stringify(results));
