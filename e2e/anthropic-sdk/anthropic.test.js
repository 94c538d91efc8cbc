// The official Anthropic SDK against a running infiniproxy with the demo backend: PROXY_URL and API_KEY say where.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';

const { PROXY_URL, API_KEY } = process.env;
const MODEL = 'claude-opus-5-5';
const hello = { model: MODEL, max_tokens: 200, messages: [{ role: 'user', content: 'hello there' }] };
const readFile = {
  name: 'read_file',
  description: 'Reads a file',
  input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};
const readNotes = {
  model: MODEL,
  max_tokens: 200,
  tools: [readFile],
  messages: [{ role: 'user', content: 'Read notes.txt' }],
};
const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const client = clientOf({ apiKey: API_KEY });

function clientOf(credentials) {
  return new Anthropic({ baseURL: PROXY_URL, maxRetries: 0, timeout: 30_000, ...credentials });
}

const withResult = call => ({
  ...readNotes,
  messages: [
    ...readNotes.messages,
    { role: 'assistant', content: [call] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'the word is marmot' }] },
  ],
});

test('a plain answer, under the name of the model that was asked for', async () => {
  const message = await client.messages.create(hello);
  assert.equal(message.model, MODEL);
  assert.equal(message.content[0].type, 'text');
  assert.match(message.content[0].text, /hello there/);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(message.usage.input_tokens > 0);
  assert.ok(message.usage.output_tokens > 0);
});

test('an auth token does as well as an API key', async () => {
  const message = await clientOf({ apiKey: null, authToken: API_KEY }).messages.create(hello);
  assert.equal(message.role, 'assistant');
});

test('a key in x-api-key does as well', async () => {
  const other = clientOf({ apiKey: 'unused', defaultHeaders: { authorization: null, 'x-api-key': API_KEY } });
  assert.equal((await other.messages.create(hello)).role, 'assistant');
});

test('a stream, event by event', async () => {
  const types = [];
  let text = '';
  for await (const event of await client.messages.create({ ...hello, stream: true })) {
    types.push(event.type);
    text += event.delta?.text ?? '';
  }
  assert.match(text, /hello there/);
  assert.equal(types[0], 'message_start');
  assert.equal(types[1], 'content_block_start');
  assert.ok(types.filter(type => type === 'content_block_delta').length > 3);
  assert.deepEqual(types.slice(-3), ['content_block_stop', 'message_delta', 'message_stop']);
});

test('the stream helper puts the same message together', async () => {
  const message = await client.messages.stream(hello).finalMessage();
  assert.match(message.content[0].text, /hello there/);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(message.usage.output_tokens > 0);
});

test('a system prompt, several turns and a stop sequence', async () => {
  const message = await client.messages.create({
    ...hello,
    system: [{ type: 'text', text: 'Be brief.' }],
    stop_sequences: ['\n\n'],
    messages: [
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'two' },
      { role: 'user', content: [{ type: 'text', text: 'three' }] },
    ],
  });
  assert.equal(message.role, 'assistant');
});

test('a tool loop, plain', async () => {
  const first = await client.messages.create(readNotes);
  assert.equal(first.stop_reason, 'tool_use');
  const call = first.content.find(block => block.type === 'tool_use');
  assert.equal(call.name, 'read_file');
  assert.deepEqual(call.input, { path: 'notes.txt' });
  const second = await client.messages.create(withResult(call));
  assert.match(second.content[0].text, /marmot/);
  assert.equal(second.stop_reason, 'end_turn');
});

test('a tool loop, streamed', async () => {
  const first = await client.messages.stream(readNotes).finalMessage();
  const call = first.content.find(block => block.type === 'tool_use');
  assert.deepEqual(call.input, { path: 'notes.txt' });
  const second = await client.messages.stream(withResult(call)).finalMessage();
  assert.match(second.content[0].text, /marmot/);
});

test('a tool that must be called', async () => {
  const message = await client.messages.create({
    ...hello,
    tools: [readFile],
    tool_choice: { type: 'tool', name: 'read_file' },
  });
  assert.equal(message.content.find(block => block.type === 'tool_use')?.name, 'read_file');
});

test('a picture, also in the result of a tool', async () => {
  const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: dot } };
  const message = await client.messages.create({
    ...hello,
    messages: [{ role: 'user', content: [picture, { type: 'text', text: 'what is this?' }] }],
  });
  assert.match(message.content[0].text, /what is this/);
  const call = { type: 'tool_use', id: 'toolu_1', name: 'read_file', input: { path: 'dot.png' } };
  const answer = await client.messages.create({
    ...readNotes,
    messages: [
      ...readNotes.messages,
      { role: 'assistant', content: [call] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: [picture] }] },
    ],
  });
  assert.equal(answer.role, 'assistant');
});

test('tokens are counted', async () => {
  const short = await client.messages.countTokens({ model: MODEL, messages: hello.messages });
  const long = await client.messages.countTokens({ model: MODEL, messages: hello.messages, tools: [readFile], system: 'Be brief.' });
  assert.ok(short.input_tokens > 0);
  assert.ok(long.input_tokens > short.input_tokens);
});

test('models: the list, and one of it', async () => {
  const ids = [];
  for await (const model of client.models.list()) {
    assert.equal(model.type, 'model');
    ids.push(model.id);
  }
  assert.ok(ids.includes(MODEL), ids.join());
  assert.equal((await client.models.retrieve(MODEL)).id, MODEL);
});

test('401 for a wrong key', async () => {
  await assert.rejects(clientOf({ apiKey: 'sk-wrong' }).messages.create(hello), error => {
    assert.ok(error instanceof Anthropic.AuthenticationError, String(error));
    assert.equal(error.type, 'authentication_error');
    assert.match(error.message, /API key/);
    assert.match(error.requestID ?? '', /^req_/);
    return true;
  });
});

test('400 names what was expected', async () => {
  await assert.rejects(client.messages.create({ ...hello, max_tokens: 'many' }), error => {
    assert.ok(error instanceof Anthropic.BadRequestError, String(error));
    assert.equal(error.type, 'invalid_request_error');
    assert.match(error.message, /max_tokens/);
    return true;
  });
});

test('400 before a stream begins', async () => {
  await assert.rejects(client.messages.create({ ...hello, messages: [], stream: true }), Anthropic.BadRequestError);
});

test('404 for an endpoint that there is not', async () => {
  await assert.rejects(client.post('/v1/messages/no/such', { body: {} }), error => {
    assert.ok(error instanceof Anthropic.NotFoundError, String(error));
    assert.equal(error.type, 'not_found_error');
    return true;
  });
});

test('a hundred streams at once', async () => {
  const all = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      client.messages.stream({ ...hello, messages: [{ role: 'user', content: `number <${i}>` }] }).finalText(),
    ),
  );
  all.forEach((text, i) => assert.ok(text.includes(`number <${i}>`), `stream ${i}`));
});
