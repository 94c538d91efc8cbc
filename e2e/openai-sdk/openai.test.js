// The official OpenAI SDK against a running infiniproxy with the demo backend: PROXY_URL and API_KEY say where.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';

const { PROXY_URL, API_KEY } = process.env;
const MODEL = 'demo';
const hello = [{ role: 'user', content: 'hello there' }];
const readFile = {
  type: 'function',
  function: {
    name: 'read_file',
    description: 'Reads a file',
    parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
  },
};
const dot =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const client = clientOf(API_KEY);

function clientOf(apiKey) {
  return new OpenAI({ baseURL: `${PROXY_URL}/v1`, apiKey, maxRetries: 0, timeout: 30_000 });
}

async function chunksOf(params) {
  const chunks = [];
  for await (const chunk of await client.chat.completions.create({ model: MODEL, stream: true, ...params })) {
    chunks.push(chunk);
  }
  return chunks;
}

const textOf = chunks => chunks.map(chunk => chunk.choices[0]?.delta?.content ?? '').join('');

test('a plain answer', async () => {
  const completion = await client.chat.completions.create({ model: MODEL, messages: hello });
  assert.match(completion.choices[0].message.content, /hello there/);
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.ok(completion.usage.prompt_tokens > 0);
  assert.ok(completion.usage.completion_tokens > 0);
});

test('a stream brings several chunks, and no usage that nobody asked for', async () => {
  const chunks = await chunksOf({ messages: hello });
  assert.ok(chunks.length > 3, `${chunks.length} chunks`);
  assert.match(textOf(chunks), /hello there/);
  assert.ok(chunks.every(chunk => chunk.choices.length === 1));
  assert.ok(chunks.every(chunk => !('usage' in chunk)));
});

test('a stream brings its usage when it is asked for', async () => {
  const chunks = await chunksOf({ messages: hello, stream_options: { include_usage: true } });
  assert.ok(chunks.at(-1).usage.total_tokens > 0);
  assert.deepEqual(chunks.at(-1).choices, []);
});

test('a tool is called, streamed', async () => {
  const chunks = await chunksOf({ messages: [{ role: 'user', content: 'Read notes.txt' }], tools: [readFile] });
  const calls = chunks.flatMap(chunk => chunk.choices[0]?.delta?.tool_calls ?? []);
  assert.equal(calls[0].function.name, 'read_file');
  assert.deepEqual(JSON.parse(calls.map(call => call.function.arguments ?? '').join('')), { path: 'notes.txt' });
  assert.equal(chunks.findLast(chunk => chunk.choices[0]?.finish_reason).choices[0].finish_reason, 'tool_calls');
});

test('a tool loop: the SDK runs the tool, and the answer quotes its result', async () => {
  const read = [];
  const runner = client.chat.completions.runTools({
    model: MODEL,
    messages: [{ role: 'user', content: 'Read notes.txt' }],
    tools: [
      {
        ...readFile,
        function: {
          ...readFile.function,
          parse: JSON.parse,
          function: ({ path }) => {
            read.push(path);
            return 'the word is marmot';
          },
        },
      },
    ],
  });
  assert.match(await runner.finalContent(), /marmot/);
  assert.deepEqual(read, ['notes.txt']);
});

test('a picture', async () => {
  const completion = await client.chat.completions.create({
    model: MODEL,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'what is this?' },
          { type: 'image_url', image_url: { url: dot } },
        ],
      },
    ],
  });
  assert.match(completion.choices[0].message.content, /what is this/);
});

test('completions, the old endpoint', async () => {
  const completion = await client.completions.create({ model: MODEL, prompt: 'once upon a time' });
  assert.match(completion.choices[0].text, /once upon a time/);
});

test('embeddings', async () => {
  const embeddings = await client.embeddings.create({ model: MODEL, input: ['one', 'two'] });
  assert.equal(embeddings.data.length, 2);
  assert.equal(typeof embeddings.data[1].embedding[0], 'number');
  assert.ok(embeddings.usage.prompt_tokens > 0);
});

test('models: the list, and one of it', async () => {
  const ids = [];
  for await (const model of client.models.list()) {
    ids.push(model.id);
  }
  assert.ok(ids.includes('demo'), ids.join());
  assert.ok(ids.some(id => id.startsWith('claude-')), ids.join());
  assert.equal((await client.models.retrieve('demo')).id, 'demo');
});

test('401 for a wrong key', async () => {
  await assert.rejects(clientOf('sk-wrong').chat.completions.create({ model: MODEL, messages: hello }), error => {
    assert.ok(error instanceof OpenAI.AuthenticationError, String(error));
    assert.equal(error.code, 'invalid_api_key');
    assert.match(error.message, /API key/);
    return true;
  });
});

test('401 for a wrong key, of a stream too', async () => {
  const request = clientOf('sk-wrong').chat.completions.create({ model: MODEL, messages: hello, stream: true });
  await assert.rejects(request, OpenAI.AuthenticationError);
});

test('400 in the words of the backend', async () => {
  await assert.rejects(client.chat.completions.create({ model: MODEL, messages: [] }), error => {
    assert.ok(error instanceof OpenAI.BadRequestError, String(error));
    assert.match(error.message, /messages/);
    assert.equal(error.type, 'invalid_request_error');
    return true;
  });
});

test('404 for a model that there is not', async () => {
  await assert.rejects(client.models.retrieve('no-such-model'), OpenAI.NotFoundError);
});

test('404 for an endpoint that there is not', async () => {
  await assert.rejects(client.post('/no/such/endpoint', { body: {} }), error => {
    assert.ok(error instanceof OpenAI.NotFoundError, String(error));
    assert.match(error.message, /nothing at POST/);
    return true;
  });
});

test('a hundred streams at once', async () => {
  const all = await Promise.all(
    Array.from({ length: 100 }, (_, i) => chunksOf({ messages: [{ role: 'user', content: `number <${i}>` }] })),
  );
  all.forEach((chunks, i) => assert.ok(textOf(chunks).includes(`number <${i}>`), `stream ${i}`));
});
