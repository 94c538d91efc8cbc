// Every word of the page, in English and Chinese. {name} is filled in by text(). One block a view; what several views
// say is in the first ones. The names in a block are sorted by where they are seen.

const texts = {
  // Around every view.
  skip: { en: 'Skip to the content', zh: '跳到正文' },
  sections: { en: 'Sections', zh: '栏目' },
  admin: { en: 'admin', zh: '管理员' },
  otherLanguage: { en: '中文', zh: 'English' },
  theme_system: { en: 'Colours: as the system', zh: '配色：跟随系统' },
  theme_light: { en: 'Colours: light', zh: '配色：浅色' },
  theme_dark: { en: 'Colours: dark', zh: '配色：深色' },
  signOut: { en: 'Sign out', zh: '退出登录' },

  // What every view may say.
  cancel: { en: 'Cancel', zh: '取消' },
  close: { en: 'Close', zh: '关闭' },
  yes: { en: 'Yes', zh: '确定' },
  undo: { en: 'Undo', zh: '撤销' },
  save: { en: 'Save', zh: '保存' },
  tryAgain: { en: 'Try again', zh: '重试' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
  copyFailed: { en: 'Select it and press Ctrl+C', zh: '请选中后按 Ctrl+C' },
  details: { en: 'Details', zh: '详情' },
  never: { en: 'never', zh: '从未' },
  noKey: { en: 'no key', zh: '无密钥' },
  unpriced: { en: 'no price', zh: '无价格' },
  milliseconds: { en: '{n} ms', zh: '{n} 毫秒' },
  seconds: { en: '{n} s', zh: '{n} 秒' },
  minutes: { en: '{m} min {s} s', zh: '{m} 分 {s} 秒' },
  unreachable: {
    en: 'The server cannot be reached. Check that it is running, then try again.',
    zh: '无法连接服务器。请确认它正在运行，然后重试。',
  },
  unexplained: {
    en: 'The server answered with status {status} and no explanation.',
    zh: '服务器返回状态 {status}，没有说明原因。',
  },
  unreadable: {
    en: 'The server answered with something that is not JSON. Check what stands between it and this browser.',
    zh: '服务器返回的内容不是 JSON。请检查服务器与浏览器之间的代理。',
  },

  // What requests are counted and told apart by. Names with _ are those of the reports' own columns.
  requests: { en: 'Requests', zh: '请求数' },
  failedRequests: { en: 'Failed', zh: '失败' },
  tokens: { en: 'Tokens', zh: '令牌' },
  inputTokens: { en: 'Input tokens', zh: '输入令牌' },
  cacheReadTokens: { en: 'Cache read', zh: '缓存读取' },
  cacheWriteTokens: { en: 'Cache write', zh: '缓存写入' },
  outputTokens: { en: 'Output tokens', zh: '输出令牌' },
  total_tokens: { en: 'All tokens', zh: '全部令牌' },
  input_tokens: { en: 'Input tokens', zh: '输入令牌' },
  cache_read_input_tokens: { en: 'Cache read tokens', zh: '缓存读取令牌' },
  cache_creation_input_tokens: { en: 'Cache write tokens', zh: '缓存写入令牌' },
  output_tokens: { en: 'Output tokens', zh: '输出令牌' },
  cost: { en: 'Cost', zh: '费用' },
  unpricedPart: { en: 'and {n} requests whose model has no price', zh: '另有 {n} 个请求的模型没有价格' },
  user: { en: 'User', zh: '用户' },
  userNumber: { en: 'user {id}', zh: '用户 {id}' },
  key: { en: 'API key', zh: 'API 密钥' },
  model: { en: 'Model', zh: '模型' },
  backend: { en: 'Backend', zh: '后端' },
  endpoint: { en: 'Endpoint', zh: '接口' },
  outcome: { en: 'Outcome', zh: '结果' },
  completed: { en: 'completed', zh: '完成' },
  cancelled: { en: 'cancelled', zh: '已取消' },
  failed: { en: 'failed', zh: '失败' },
  unnamed: { en: '(not named)', zh: '（未注明）' },
  together: { en: 'Together', zh: '合计' },
  others: { en: '{n} others', zh: '其他 {n} 项' },

  // Ranges of time, and charts.
  range: { en: 'Time', zh: '时间' },
  range_today: { en: 'Today', zh: '今天' },
  range_7d: { en: 'Last 7 days', zh: '最近 7 天' },
  range_30d: { en: 'Last 30 days', zh: '最近 30 天' },
  range_month: { en: 'This month', zh: '本月' },
  range_365d: { en: 'Last 365 days', zh: '最近 365 天' },
  range_days: { en: 'Choose days…', zh: '选择日期…' },
  from: { en: 'From', zh: '从' },
  to: { en: 'To', zh: '到' },
  utcDays: { en: 'Days are those of UTC; hours are shown in your time zone.', zh: '日期按 UTC 计算，小时按你的时区显示。' },
  unit: { en: 'Bars', zh: '柱' },
  byDay: { en: 'by day', zh: '按天' },
  byHour: { en: 'by hour', zh: '按小时' },
  measure: { en: 'Show', zh: '显示' },
  stackedBy: { en: 'Divided by', zh: '划分' },
  chartLabel: { en: 'Usage over time, as bars. The table below has the same figures.', zh: '按时间的用量柱状图，下方表格有相同的数字。' },
  nothingInRange: { en: 'No requests in this time.', zh: '此时间段内没有请求。' },
  nothingInRangeHint: { en: 'Choose a longer time or fewer filters.', zh: '请选择更长的时间或更少的筛选条件。' },
  noChart: { en: 'The chart could not be loaded. Load the page again.', zh: '无法加载图表，请重新加载页面。' },

  // Signing in.
  signIn: { en: 'Sign in', zh: '登录' },
  secret: { en: 'Admin token or API key', zh: '管理员令牌或 API 密钥' },
  secretHint: {
    en: 'The admin token opens everything; your own API key opens your own usage and keys. The token is the value of '
      + 'ADMIN_TOKEN; if that is not set, the server made one, and its start-up text names the file.',
    zh: '管理员令牌可以查看全部内容；你自己的 API 密钥只能查看自己的用量和密钥。令牌即 ADMIN_TOKEN 的值；如果没有设置，服务器会生成一个，启动时会显示它所在的文件。',
  },
  sessionEnded: { en: 'You are signed out. Please sign in again.', zh: '你已退出登录，请重新登录。' },
  noCookie: {
    en: 'That was right, but the browser did not keep the session cookie. Allow cookies for this address.',
    zh: '验证通过，但浏览器没有保存会话 Cookie。请允许此地址使用 Cookie。',
  },

  // Overview.
  overview: { en: 'Overview', zh: '概览' },
  states: { en: 'State of the server', zh: '服务器状态' },
  inFlight: { en: 'In flight', zh: '进行中' },
  demoBackend: { en: 'built-in demo', zh: '内置演示' },
  database: { en: 'Database', zh: '数据库' },
  journal: { en: 'Journal', zh: '日志队列' },
  waiting: { en: '{n} waiting', zh: '{n} 条等待' },
  version: { en: 'Version', zh: '版本' },
  healthy: { en: 'healthy', zh: '正常' },
  failing: { en: 'failing', zh: '故障' },
  away: { en: 'away', zh: '断开' },
  stuck: { en: 'stuck', zh: '受阻' },
  today: { en: 'Today', zh: '今天' },
  thisMonth: { en: 'This month', zh: '本月' },
  overTime: { en: 'Over time', zh: '趋势' },
  ofThemFailed: { en: '{n} failed', zh: '{n} 个失败' },
  perRequest: { en: '{n} a request', zh: '每个请求 {n}' },
  partOfInput: { en: '{n} % of the input', zh: '占输入的 {n}%' },
  firstRun: { en: 'Welcome', zh: '欢迎' },
  noRequestsYet: { en: 'No requests yet.', zh: '还没有请求。' },
  noRequestsYetHint: {
    en: 'Connect a client: Claude Code, an SDK or curl. This page shows its first request as soon as it comes.',
    zh: '连接一个客户端：Claude Code、SDK 或 curl。第一个请求到达后会立即显示在这里。',
  },
  connectClient: { en: 'Connect a client', zh: '连接客户端' },

  // Usage.
  usage: { en: 'Usage', zh: '用量' },
  all: { en: 'all', zh: '全部' },
  downloadCsv: { en: 'Download CSV', zh: '下载 CSV' },
  clearFilters: { en: 'Clear filters', zh: '清除筛选' },
  newRequests: { en: '{n} new: show', zh: '{n} 条新请求：显示' },
  noRequestsHere: { en: 'No requests match.', zh: '没有匹配的请求。' },
  newest: { en: 'Newest', zh: '最新' },
  older: { en: 'Older', zh: '更早' },
  time: { en: 'Time', zh: '时间' },
  requestList: { en: 'Requests', zh: '请求' },
  input: { en: 'Input', zh: '输入' },
  output: { en: 'Output', zh: '输出' },
  cached: { en: 'Cached', zh: '缓存' },
  firstToken: { en: 'First token', zh: '首个令牌' },
  duration: { en: 'Duration', zh: '耗时' },
  request: { en: 'Request', zh: '请求' },
  requestId: { en: 'Request id', zh: '请求 ID' },
  answeredBy: { en: 'Answered by', zh: '实际模型' },
  status: { en: 'Status', zh: '状态码' },
  streamed: { en: 'Streamed', zh: '流式' },
  yesWord: { en: 'yes', zh: '是' },
  noWord: { en: 'no', zh: '否' },
  reasoningTokens: { en: 'of it reasoning', zh: '其中推理' },
  tokensPerSecond: { en: 'Output speed', zh: '输出速度' },
  perSecond: { en: '{n} tokens/s', zh: '{n} 令牌/秒' },
  estimated: { en: 'Tokens were counted here, as the backend told none.', zh: '后端未提供用量，令牌数由此处估算。' },
  client: { en: 'Client', zh: '客户端' },
  session: { en: 'Session', zh: '会话' },
  showSession: { en: 'All of this session', zh: '查看整个会话' },
};

const LANGUAGES = ['en', 'zh'];
const STORED = 'infiniproxy-language';

let current = storedLanguage() ?? browserLanguage();
document.documentElement.lang = languageTag(current);

export const language = () => current;

export const otherLanguage = () => languageTag(current === 'en' ? 'zh' : 'en');

export function switchLanguage() {
  current = current === 'en' ? 'zh' : 'en';
  document.documentElement.lang = languageTag(current);
  try {
    localStorage.setItem(STORED, current);
  } catch {
    // A browser that keeps nothing for this page still switches, until the next reload.
  }
}

/** The words under this name in the page's language, with {name}, {user}… filled in from values. */
export function text(name, values = {}) {
  return texts[name][current].replace(/\{(\w+)\}/g, (_, value) => values[value]);
}

function languageTag(language) {
  return language === 'zh' ? 'zh-CN' : 'en';
}

function storedLanguage() {
  try {
    const stored = localStorage.getItem(STORED);
    return LANGUAGES.includes(stored) ? stored : null;
  } catch {
    return null;
  }
}

function browserLanguage() {
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => LANGUAGES.includes(tag)) ?? 'en';
}
