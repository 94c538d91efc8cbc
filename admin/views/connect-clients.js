// What is to be typed or pasted to use this server with each client.

import { text } from '../texts.js';

/** A name of a model as it stands in a string of Python, JavaScript or Java. */
const quoted = (words) => JSON.stringify(words);

/** As one word of a POSIX shell. */
const shell = (words) => `'${words.replaceAll("'", "'\\''")}'`;

function claudeCode({ origin, key, model }) {
  const variables = { ANTHROPIC_BASE_URL: origin, ANTHROPIC_AUTH_TOKEN: key, ANTHROPIC_MODEL: model };
  const given = Object.entries(variables).filter(([, value]) => value !== '');
  return [
    { title: text('inShell'), lines: [...given.map(([name, value]) => `export ${name}=${shell(value)}`), 'claude'].join('\n') },
    { title: text('inSettings'), lines: JSON.stringify({ env: Object.fromEntries(given) }, null, 2) },
  ];
}

const openAiPython = ({ origin, key, model }) => [
  { title: text('install'), lines: 'pip install openai' },
  { lines: `from openai import OpenAI

client = OpenAI(base_url=${quoted(`${origin}/v1`)}, api_key=${quoted(key)})
completion = client.chat.completions.create(
    model=${quoted(model)},
    messages=[{"role": "user", "content": "Hello!"}],
)
print(completion.choices[0].message.content)` },
];

const openAiJavaScript = ({ origin, key, model }) => [
  { title: text('install'), lines: 'npm install openai' },
  { lines: `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: ${quoted(`${origin}/v1`)}, apiKey: ${quoted(key)} });
const completion = await client.chat.completions.create({
  model: ${quoted(model)},
  messages: [{ role: 'user', content: 'Hello!' }],
});
console.log(completion.choices[0].message.content);` },
];

const openAiJava = ({ origin, key, model }) => [
  { title: text('javaDependency', { name: 'com.openai:openai-java' }), lines: `import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

OpenAIClient client = OpenAIOkHttpClient.builder()
        .baseUrl(${quoted(`${origin}/v1`)})
        .apiKey(${quoted(key)})
        .build();
ChatCompletionCreateParams hello = ChatCompletionCreateParams.builder()
        .model(${quoted(model)})
        .addUserMessage("Hello!")
        .build();
client.chat().completions().create(hello).choices().get(0).message().content().ifPresent(System.out::println);` },
];

const anthropicPython = ({ origin, key, model }) => [
  { title: text('install'), lines: 'pip install anthropic' },
  { lines: `from anthropic import Anthropic

client = Anthropic(base_url=${quoted(origin)}, api_key=${quoted(key)})
message = client.messages.create(
    model=${quoted(model)},
    max_tokens=1000,
    messages=[{"role": "user", "content": "Hello!"}],
)
print(message.content[0].text)` },
];

const anthropicJavaScript = ({ origin, key, model }) => [
  { title: text('install'), lines: 'npm install @anthropic-ai/sdk' },
  { lines: `import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ baseURL: ${quoted(origin)}, apiKey: ${quoted(key)} });
const message = await client.messages.create({
  model: ${quoted(model)},
  max_tokens: 1000,
  messages: [{ role: 'user', content: 'Hello!' }],
});
console.log(message.content[0].text);` },
];

const anthropicJava = ({ origin, key, model }) => [
  { title: text('javaDependency', { name: 'com.anthropic:anthropic-java' }), lines: `import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;

AnthropicClient client = AnthropicOkHttpClient.builder()
        .baseUrl(${quoted(origin)})
        .apiKey(${quoted(key)})
        .build();
MessageCreateParams hello = MessageCreateParams.builder()
        .model(${quoted(model)})
        .maxTokens(1000)
        .addUserMessage("Hello!")
        .build();
client.messages().create(hello).content().forEach(block -> block.text().ifPresent(text -> System.out.println(text.text())));` },
];

function curl({ origin, key, model }) {
  const messages = [{ role: 'user', content: 'Hello!' }];
  const lines = (path, header, body) => [
    `curl -N ${shell(`${origin}${path}`)} \\`,
    `  -H ${shell(header)} \\`,
    `  -d ${shell(JSON.stringify(body))}`,
  ].join('\n');
  return [
    { title: 'Messages', lines: lines('/v1/messages', `x-api-key: ${key}`, { model, max_tokens: 1000, stream: true, messages }) },
    { title: 'Chat Completions', lines: lines('/v1/chat/completions', `Authorization: Bearer ${key}`, { model, stream: true, messages }) },
  ];
}

/** By name and label; parts({origin, key, model}) returns what is to be copied, [{title, lines}]. */
export const CLIENTS = [
  { name: 'claude-code', label: 'Claude Code', parts: claudeCode },
  { name: 'openai-python', label: 'OpenAI · Python', parts: openAiPython },
  { name: 'openai-javascript', label: 'OpenAI · JavaScript', parts: openAiJavaScript },
  { name: 'openai-java', label: 'OpenAI · Java', parts: openAiJava },
  { name: 'anthropic-python', label: 'Anthropic · Python', parts: anthropicPython },
  { name: 'anthropic-javascript', label: 'Anthropic · JavaScript', parts: anthropicJavaScript },
  { name: 'anthropic-java', label: 'Anthropic · Java', parts: anthropicJava },
  { name: 'curl', label: 'curl', parts: curl },
];
