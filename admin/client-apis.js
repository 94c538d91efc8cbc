// The two APIs that clients speak here: how a question is put, and what the events of an answer say.

/** Each: path, request(asked) -> body, read(event's JSON) -> {text, thinking, usage, stop, error}, what of them there is. */
export const CLIENT_APIS = {
  messages: {
    path: '/v1/messages',
    request: ({ model, prompt, system, maxTokens, stream }) => ({
      model,
      max_tokens: maxTokens,
      ...(system ? { system } : {}),
      ...(stream ? { stream } : {}),
      messages: [{ role: 'user', content: prompt }],
    }),
    read: readMessagesEvent,
    readWhole: (message) => ({
      text: message.content?.filter(({ type }) => type === 'text').map((block) => block.text).join('\n'),
      thinking: message.content?.filter(({ type }) => type === 'thinking').map((block) => block.thinking).join('\n'),
      usage: messagesUsage(message.usage),
      stop: message.stop_reason,
    }),
  },
  chat: {
    path: '/v1/chat/completions',
    request: ({ model, prompt, system, maxTokens, stream }) => ({
      model,
      max_tokens: maxTokens,
      ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
      messages: [...(system ? [{ role: 'system', content: system }] : []), { role: 'user', content: prompt }],
    }),
    read: readChunk,
    readWhole: (completion) => ({
      text: completion.choices?.[0]?.message?.content,
      thinking: completion.choices?.[0]?.message?.reasoning_content,
      usage: chatUsage(completion.usage),
      stop: completion.choices?.[0]?.finish_reason,
    }),
  },
};

/** Returns what an error body of either API says; null when it is none. */
export const errorIn = (body) => body?.error?.message ?? body?.detail ?? null;

function readMessagesEvent(event) {
  switch (event.type) {
    case 'message_start':
      return { usage: messagesUsage(event.message?.usage) };
    case 'content_block_delta':
      return { text: event.delta?.text, thinking: event.delta?.thinking };
    case 'message_delta':
      return { usage: messagesUsage(event.usage), stop: event.delta?.stop_reason };
    case 'error':
      return { error: errorIn(event) };
    default:
      return {};
  }
}

function readChunk(chunk) {
  const choice = chunk.choices?.[0];
  return {
    text: choice?.delta?.content,
    thinking: choice?.delta?.reasoning_content ?? choice?.delta?.reasoning,
    usage: chatUsage(chunk.usage),
    stop: choice?.finish_reason,
    error: errorIn(chunk),
  };
}

function messagesUsage(usage) {
  return usage && {
    input: usage.input_tokens,
    cacheRead: usage.cache_read_input_tokens,
    cacheWrite: usage.cache_creation_input_tokens,
    output: usage.output_tokens,
  };
}

function chatUsage(usage) {
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0;
  return usage && { input: usage.prompt_tokens - cached, cacheRead: cached, output: usage.completion_tokens };
}
