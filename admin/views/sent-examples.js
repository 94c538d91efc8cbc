// Messages requests to look at the translation of.

const WEATHER = {
  name: 'get_weather',
  description: 'The weather in a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** By name; what each is called is in texts.js, as example_<name>. */
export const EXAMPLES = {
  simple: {
    model: 'claude-sonnet-5',
    max_tokens: 1000,
    system: 'You are a helpful assistant.',
    messages: [{ role: 'user', content: 'Hello!' }],
    top_k: 40,
    metadata: { user_id: 'alice' },
  },
  tools: {
    model: 'claude-sonnet-5',
    max_tokens: 1000,
    tools: [WEATHER],
    tool_choice: { type: 'any', disable_parallel_tool_use: true },
    messages: [
      { role: 'user', content: 'How is the weather in Paris?' },
      { role: 'assistant', content: [
        { type: 'text', text: 'I will look.' },
        { type: 'tool_use', id: 'toolu_01', name: 'get_weather', input: { city: 'Paris' } },
      ] },
      { role: 'user', content: [
        { type: 'tool_result', tool_use_id: 'toolu_01', content: [{ type: 'text', text: '18 °C, sunny' }], cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'And tomorrow?' },
      ] },
    ],
  },
  thinking: {
    model: 'claude-opus-5-5',
    max_tokens: 16000,
    thinking: { type: 'enabled', budget_tokens: 8000 },
    output_config: { effort: 'high' },
    temperature: 1,
    messages: [{ role: 'user', content: 'How many primes are there below 100?' }],
  },
  image: {
    model: 'claude-sonnet-5',
    max_tokens: 500,
    messages: [{ role: 'user', content: [
      { type: 'image', source: { type: 'base64', media_type: 'image/png',
        data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' } },
      { type: 'text', text: 'What is in the picture?' },
    ] }],
  },
  structured: {
    model: 'claude-sonnet-5',
    max_tokens: 500,
    output_config: { format: { type: 'json_schema', schema: {
      type: 'object', properties: { name: { type: 'string', minLength: 1 }, age: { type: 'integer', minimum: 0 } },
      required: ['name', 'age'], additionalProperties: false,
    } } },
    stop_sequences: ['END'],
    messages: [{ role: 'user', content: 'Invent a person.' }],
  },
};
