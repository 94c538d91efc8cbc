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
  secret: { en: 'Admin token or API key', zh: '管理令牌或 API 密钥' },
  secretHint: {
    en: 'The admin token opens everything; your own API key opens your own usage and keys. The token is the value of '
      + 'ADMIN_TOKEN; if that is not set, the server made one, and its start-up text names the file.',
    zh: '管理令牌可以查看全部内容；你自己的 API 密钥只能查看自己的用量和密钥。令牌即 ADMIN_TOKEN 的值；如果没有设置，服务器会生成一个，启动时会显示它所在的文件。',
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

  // Users, API keys, and their limits.
  users: { en: 'Users', zh: '用户' },
  apiKeys: { en: 'API keys', zh: 'API 密钥' },
  userName: { en: 'User name', zh: '用户名' },
  email: { en: 'Email', zh: '邮箱' },
  note: { en: 'Note', zh: '备注' },
  created: { en: 'Created', zh: '创建时间' },
  state: { en: 'State', zh: '状态' },
  active: { en: 'active', zh: '有效' },
  inactive: { en: 'deactivated', zh: '已停用' },
  expired: { en: 'expired', zh: '已过期' },
  edit: { en: 'Edit', zh: '编辑' },
  activate: { en: 'Activate', zh: '启用' },
  deactivate: { en: 'Deactivate', zh: '停用' },
  keysCount: { en: '{n} active', zh: '{n} 个有效' },
  requestsCount: { en: '{n} requests', zh: '{n} 个请求' },
  tokensCount: { en: '{n} tokens', zh: '{n} 令牌' },
  usageOf: { en: 'Usage of {name}', zh: '{name} 的用量' },
  createUser: { en: 'Create user', zh: '创建用户' },
  editUser: { en: 'Edit the user {name}', zh: '编辑用户 {name}' },
  userCreated: { en: 'User {name} was created.', zh: '用户 {name} 创建成功。' },
  userDeactivated: {
    en: 'User {name} was deactivated; all keys of this user are refused.',
    zh: '用户 {name} 已停用，其所有密钥都会被拒绝。',
  },
  userActivated: { en: 'User {name} is active again.', zh: '用户 {name} 已重新启用。' },
  noUsers: { en: 'No users yet', zh: '还没有用户' },
  noUsersHint: {
    en: 'A user has API keys and, if you like, limits. Create the first one.',
    zh: '每个用户可以有 API 密钥和限额。请创建第一个用户。',
  },
  keyName: { en: 'Key name', zh: '密钥名称' },
  keyNameHint: { en: 'Where it is used, for example: laptop', zh: '用在哪里，例如：laptop' },
  unnamedKey: { en: '(no name)', zh: '（未命名）' },
  owner: { en: 'Owner', zh: '所有者' },
  lastUsed: { en: 'Last used', zh: '最后使用' },
  expires: { en: 'Expires', zh: '过期时间' },
  expiresAt: { en: 'Expires at', zh: '过期的日期和时间' },
  neverExpires: { en: 'never', zh: '永不' },
  inDays: { en: 'in {days} days', zh: '{days} 天后' },
  ownDate: { en: 'at a date…', zh: '指定日期…' },
  models: { en: 'Models', zh: '模型' },
  modelsHint: {
    en: 'Names with commas between; glm-* stands for all that begin so. Empty: all models.',
    zh: '多个名称用逗号分隔；glm-* 表示所有以此开头的模型。留空表示全部模型。',
  },
  onlyModels: { en: 'only {models}', zh: '仅限 {models}' },
  createKey: { en: 'Create key', zh: '创建密钥' },
  editKey: { en: 'Edit the key {name}', zh: '编辑密钥 {name}' },
  chooseUser: { en: 'Choose a user', zh: '请选择用户' },
  filterByUser: { en: 'Show keys of', zh: '按用户过滤' },
  allUsers: { en: 'all users', zh: '所有用户' },
  rotate: { en: 'Rotate', zh: '轮换' },
  rotateKey: { en: 'Rotate the key {name}', zh: '轮换密钥 {name}' },
  rotateHint: {
    en: 'The key gets another secret and keeps its name, limits and usage.',
    zh: '密钥会换成新的内容，名称、限额和用量保持不变。',
  },
  grace: { en: 'The old secret works for', zh: '旧密钥继续有效' },
  grace_0: { en: 'not at all: it is refused at once', zh: '立即失效' },
  grace_1: { en: 'one more hour', zh: '1 小时' },
  grace_24: { en: '24 more hours', zh: '24 小时' },
  grace_168: { en: '7 more days', zh: '7 天' },
  oldSecretUntil: { en: 'The old secret works until', zh: '旧密钥有效至' },
  secretOf: { en: 'The new API key {name} of {user}', zh: '{user} 的新 API 密钥 {name}' },
  secretRotated: { en: 'The new secret of {name}', zh: '{name} 的新密钥' },
  secretWarning: { en: 'Save this key now. It will not be shown again.', zh: '请立即保存此密钥，它将不会再次显示。' },
  secretSaved: { en: 'I have saved it', zh: '我已保存' },
  copyKey: { en: 'Copy the key', zh: '复制密钥' },
  connectWithIt: { en: 'Connect a client with it', zh: '用它连接客户端' },
  keyDeactivated: {
    en: 'Key {name} was deactivated; clients that use it are refused.',
    zh: '密钥 {name} 已停用，使用它的客户端会被拒绝。',
  },
  keyActivated: { en: 'Key {name} is active again.', zh: '密钥 {name} 已重新启用。' },
  noKeys: { en: 'No API keys here', zh: '这里还没有 API 密钥' },
  noKeysHint: {
    en: 'A client shows its API key with each request. Create one, and copy it into the client.',
    zh: '客户端每次请求都要出示 API 密钥。请创建一个，并复制到客户端中。',
  },
  noKeysNoUsers: { en: 'A key belongs to a user. Create a user first.', zh: '密钥属于某个用户。请先创建用户。' },
  noKeysOfYours: { en: 'Ask whoever runs this server for one.', zh: '请向服务器管理员索取。' },
  limits: { en: 'Limits', zh: '限额' },
  limitsHint: { en: 'What is empty has no limit.', zh: '留空表示不限。' },
  noLimits: { en: 'none', zh: '无' },
  requests_per_minute: { en: 'Requests per minute', zh: '每分钟请求数' },
  tokens_per_minute: { en: 'Tokens per minute', zh: '每分钟令牌数' },
  concurrent_requests: { en: 'Requests at once', zh: '同时请求数' },
  requests_per_minute_used: { en: '{used} of {limit} requests this minute', zh: '本分钟请求 {used} / {limit}' },
  tokens_per_minute_used: { en: '{used} of {limit} tokens this minute', zh: '本分钟令牌 {used} / {limit}' },
  concurrent_requests_used: { en: '{used} of {limit} requests at once', zh: '同时请求 {used} / {limit}' },
  addBudget: { en: 'Add a budget', zh: '添加预算' },
  removeBudget: { en: 'Remove this budget', zh: '删除此预算' },
  budgetPeriod: { en: 'Budget per', zh: '预算周期' },
  budgetAmount: { en: 'Amount', zh: '数额' },
  budgetUnit: { en: 'In', zh: '单位' },
  period_day: { en: 'day', zh: '天' },
  period_week: { en: 'week', zh: '周' },
  period_month: { en: 'month', zh: '月' },
  period_total: { en: 'in total', zh: '总计' },
  unit_tokens: { en: 'tokens', zh: '令牌' },
  unit_cost: { en: 'money', zh: '金额' },
  spent_tokens: { en: '{used} of {limit} tokens', zh: '{used} / {limit} 令牌' },
  spent_cost: { en: '{used} of {limit}', zh: '{used} / {limit}' },
  spent_day: { en: '{amount} today', zh: '今日 {amount}' },
  spent_week: { en: '{amount} this week', zh: '本周 {amount}' },
  spent_month: { en: '{amount} this month', zh: '本月 {amount}' },
  spent_total: { en: '{amount} in total', zh: '总计 {amount}' },

  // Audit.
  audit: { en: 'Audit', zh: '审计' },
  auditHint: {
    en: 'Every change of users and keys, and who signed in here. Keys themselves are never in it.',
    zh: '用户和密钥的每次更改，以及谁登录过此页面。密钥本身从不记录。',
  },
  noAudit: { en: 'Nothing has been changed yet', zh: '还没有任何更改' },
  at: { en: 'When', zh: '时间' },
  actor: { en: 'Who', zh: '操作者' },
  action: { en: 'What', zh: '操作' },
  subject: { en: 'Whom', zh: '对象' },
  changes: { en: 'Changes', zh: '更改' },
  nothing: { en: 'nothing', zh: '无' },
  actor_admin: { en: 'admin token', zh: '管理令牌' },
  actor_admin_page: { en: 'this page', zh: '此页面' },
  actor_cli: { en: 'command line', zh: '命令行' },
  action_create_user: { en: 'created a user', zh: '创建用户' },
  action_update_user: { en: 'changed a user', zh: '修改用户' },
  action_deactivate_user: { en: 'deactivated a user', zh: '停用用户' },
  action_create_api_key: { en: 'created a key', zh: '创建密钥' },
  action_update_api_key: { en: 'changed a key', zh: '修改密钥' },
  action_deactivate_api_key: { en: 'deactivated a key', zh: '停用密钥' },
  action_rotate_api_key: { en: 'rotated a key', zh: '轮换密钥' },
  action_sign_in: { en: 'signed in', zh: '登录' },
  action_sign_in_failed: { en: 'failed to sign in', zh: '登录失败' },
  member_username: { en: 'user name', zh: '用户名' },
  member_email: { en: 'email', zh: '邮箱' },
  member_note: { en: 'note', zh: '备注' },
  member_is_active: { en: 'active', zh: '有效' },
  member_limits: { en: 'limits', zh: '限额' },
  member_key_prefix: { en: 'begins with', zh: '开头' },
  member_name: { en: 'name', zh: '名称' },
  member_expires_at: { en: 'expires', zh: '过期时间' },
  member_previous_expires_at: { en: 'old secret until', zh: '旧密钥有效至' },
  member_models: { en: 'models', zh: '模型' },
  member_user_id: { en: 'owner', zh: '所有者' },
  member_client: { en: 'address', zh: '地址' },

  // Backends.
  backends: { en: 'Backends', zh: '后端' },
  backendsHint: {
    en: 'What answers the requests. Its address, key and model are settings of the server.',
    zh: '请求由它来回答。其地址、密钥和模型在服务器的设置中。',
  },
  builtInBackend: { en: 'The built-in demo backend', zh: '内置演示后端' },
  demoHint: {
    en: 'Its answers are made up. Set OPENAI_BASE_URL and OPENAI_API_KEY to use a real backend, and restart.',
    zh: '它的回答是编造的。要使用真实后端，请设置 OPENAI_BASE_URL 和 OPENAI_API_KEY 并重启。',
  },
  health: { en: 'Health', zh: '健康状况' },
  backendAnswers: { en: 'answers', zh: '正常' },
  failingSince: { en: 'failing since', zh: '故障开始于' },
  address: { en: 'Address', zh: '地址' },
  modelOfClient: { en: 'the one that the client asks for', zh: '由客户端指定' },
  profile: { en: 'Profile', zh: '配置档' },
  profileGuessed: { en: 'guessed by address and model', zh: '根据地址和模型推断' },
  profileSet: { en: 'set by BACKEND_PROFILE', zh: '由 BACKEND_PROFILE 设置' },
  profileFlags: { en: 'Other than usual', zh: '与默认不同' },
  noFlags: { en: 'nothing', zh: '无' },
  lastError: { en: 'Last error', zh: '最近的错误' },
  noError: { en: 'none since the start', zh: '启动以来没有' },
  seeUsage: { en: 'Its usage', zh: '查看用量' },
  checkBackend: { en: 'Check with a real call', zh: '用真实请求检查' },
  checking: { en: 'Asking the backend…', zh: '正在请求后端…' },
  checkPassed: { en: 'The backend answers.', zh: '后端回答正常。' },
  step_model: { en: 'model', zh: '模型' },
  step_plain: { en: 'plain answer', zh: '普通回答' },
  step_streamed: { en: 'streamed answer', zh: '流式回答' },
  step_tool: { en: 'tool', zh: '工具' },
  checkFailed: { en: 'The check found something wrong.', zh: '检查发现问题。' },

  // Routes.
  routes: { en: 'Routes', zh: '路由' },
  routesHint: {
    en: 'The flow of requests through this server, as it runs now: each box is a step, with how often it has begun since the start; the figures of a route are what went through it.',
    zh: '请求在服务器中的实时流程：每个方框是一个步骤，并注明启动以来开始的次数；路由的数字是经过该路由的请求。',
  },
  routesOf_api: { en: 'Requests of clients', zh: '客户端请求' },
  routesOf_inner: { en: 'What other routes call', zh: '供其他路由调用' },
  routesOf_admin: { en: 'Usage, administration and this page', zh: '用量、管理和此页面' },
  routeCounts: {
    en: '{total} in all, {failed} failed, {inflight} in flight',
    zh: '共 {total}，失败 {failed}，进行中 {inflight}',
  },
  routeTimes: { en: '{mean} on average, {last} last', zh: '平均 {mean}，最近 {last}' },
  leadsTo: { en: 'Go to the route {name}', zh: '转到路由 {name}' },
  routesCount: { en: '{n} routes', zh: '{n} 条路由' },

  // Try it.
  try: { en: 'Try it', zh: '试一试' },
  tryHint: {
    en: 'Asks as a client would: with an API key, which stays in this tab and is forgotten when you sign out. It counts as usage of that key.',
    zh: '像客户端一样提问：使用一个 API 密钥，它只保存在此标签页中，退出登录后即被清除。用量计入该密钥。',
  },
  tryMakeKey: { en: 'Make a key', zh: '创建密钥' },
  tryPrompt: { en: 'Say hello in three languages.', zh: '用三种语言打个招呼。' },
  ownKeyHint: { en: 'Kept in this tab only, until you sign out.', zh: '只保存在此标签页中，直到退出登录。' },
  question: { en: 'Question', zh: '问题' },
  answer: { en: 'Answer', zh: '回答' },
  answerComesHere: { en: 'The answer comes here.', zh: '回答会显示在这里。' },
  prompt: { en: 'Prompt', zh: '提示词' },
  promptHint: { en: 'Ctrl+Enter sends.', zh: '按 Ctrl+Enter 发送。' },
  systemPrompt: { en: 'System prompt', zh: '系统提示词' },
  maxTokens: { en: 'Most output tokens', zh: '最多输出令牌' },
  moreOptions: { en: 'More options', zh: '更多选项' },
  streamAnswer: { en: 'Stream the answer', zh: '流式返回' },
  send: { en: 'Send', zh: '发送' },
  thinking: { en: 'Thinking', zh: '思考' },
  events: { en: 'Events', zh: '事件' },
  stopReason: { en: 'Stop reason', zh: '停止原因' },
  tryCancelled: {
    en: 'You have cancelled the request. What was seen until then is recorded.',
    zh: '你已取消请求。此前收到的部分会计入用量。',
  },
  tryRefused: { en: 'Refused with status {status}: {reason}', zh: '被拒绝，状态 {status}：{reason}' },

  // What is sent.
  sent: { en: 'What is sent', zh: '实际发送' },
  sentHint: {
    en: 'What the backend would be sent for a Messages request, and why it differs. The backend is not called.',
    zh: '对于一个 Messages 请求，后端会收到什么，以及为何不同。不会调用后端。',
  },
  messagesRequest: { en: 'Messages request', zh: 'Messages 请求' },
  translatedRequest: { en: 'Request to the backend', zh: '发给后端的请求' },
  translatedFor: { en: 'Model {model}, profile {profile}', zh: '模型 {model}，配置档 {profile}' },
  example: { en: 'Example', zh: '示例' },
  example_simple: { en: 'A question', zh: '一个问题' },
  example_tools: { en: 'Tools and their results', zh: '工具及其结果' },
  example_thinking: { en: 'Thinking', zh: '思考' },
  example_image: { en: 'A picture', zh: '图片' },
  example_structured: { en: 'Structured output', zh: '结构化输出' },
  ownProfile: { en: 'this server\'s own', zh: '此服务器自己的' },
  noJson: { en: 'This is not JSON: {reason}', zh: '这不是 JSON：{reason}' },
  changeAction: { en: 'What', zh: '操作' },
  changePath: { en: 'Where', zh: '位置' },
  changeKind: { en: 'Kind', zh: '种类' },
  changeReason: { en: 'Why', zh: '原因' },
  change_dropped: { en: 'dropped', zh: '已丢弃' },
  change_changed: { en: 'changed', zh: '已更改' },
  noChanges: { en: 'Nothing is lost', zh: '没有丢失任何内容' },
  noChangesHint: { en: 'All that the request says reaches the backend.', zh: '请求的全部内容都会到达后端。' },

  // Connect.
  connect: { en: 'Connect', zh: '连接' },
  connectKey: { en: '1. A key', zh: '1. 密钥' },
  connectLines: { en: '2. Into the client', zh: '2. 配置客户端' },
  firstRequest: { en: '3. The first request', zh: '3. 第一个请求' },
  connectOwnKey: { en: 'Paste your API key, and the lines below have it.', zh: '粘贴你的 API 密钥，下面的内容会自动填入。' },
  connectModelHint: { en: 'Claude Code and the SDKs ask for it by this name.', zh: '客户端会用此名称请求模型。' },
  connectKeyName: { en: 'first client', zh: '第一个客户端' },
  connectKeyMade: { en: 'The key is made, and filled in below. It is shown here only now.', zh: '密钥已创建并填入下方。它只在此时显示。' },
  newUser: { en: 'a new user', zh: '新用户' },
  clients: { en: 'Clients', zh: '客户端' },
  install: { en: 'Install', zh: '安装' },
  inShell: { en: 'In a shell', zh: '在终端中' },
  inSettings: { en: 'Or for always, in ~/.claude/settings.json', zh: '或长期使用，写入 ~/.claude/settings.json' },
  javaDependency: { en: 'With the dependency {name}', zh: '添加依赖 {name}' },
  connectTry: { en: 'No client at hand?', zh: '手边没有客户端？' },
  waitingForRequest: { en: 'Waiting for a request…', zh: '正在等待请求…' },
  watchHint: {
    en: 'Start the client and ask something. What arrives, and what came of it, is told here.',
    zh: '启动客户端并提问。收到的请求及其结果会显示在这里。',
  },
  arrivedWell: { en: 'It works', zh: '连接成功' },
  arrivedBadly: { en: '{path} was refused with status {status}', zh: '{path} 被拒绝，状态 {status}' },
  arrivedFacts: {
    en: '{endpoint}, {model}, {tokens} tokens, {duration}',
    zh: '{endpoint}，{model}，{tokens} 令牌，{duration}',
  },
  hint_400: {
    en: 'The client sends something that the server or the backend does not take. The words above, or those that the client shows, say what.',
    zh: '客户端发送了服务器或后端不接受的内容，原因见上方或客户端显示的信息。',
  },
  hint_401: {
    en: 'The client sends no key, or one that is wrong, deactivated or expired. Copy the lines above once more.',
    zh: '客户端没有发送密钥，或密钥错误、已停用或已过期。请重新复制上面的内容。',
  },
  hint_402: { en: 'The account of the backend\'s key has no credit left.', zh: '后端密钥所属账户的额度已用完。' },
  hint_403: {
    en: 'The key may not ask for this model, or its budget needs a price that the model has not.',
    zh: '该密钥不能使用此模型，或者按金额的预算需要此模型有价格。',
  },
  hint_404: {
    en: 'Nothing is at this address. Anthropic clients want the address without /v1, OpenAI clients with /v1.',
    zh: '此地址不存在。Anthropic 客户端的地址不带 /v1，OpenAI 客户端的地址带 /v1。',
  },
  hint_404_model: {
    en: 'The key is good and the address is right: most likely the backend has no model of this name.',
    zh: '密钥有效，地址正确：很可能后端没有这个名称的模型。',
  },
  hint_413: { en: 'The request is too long for the server or the backend.', zh: '请求对服务器或后端来说太大。' },
  hint_429: {
    en: 'A limit or budget is used up: of the key or its user, which API keys shows, or at the backend. The words above say which.',
    zh: '限额或预算已用完：可能是密钥或用户的（见“API 密钥”），也可能是后端的，详见上方说明。',
  },
  hint_502: {
    en: 'The backend fails or cannot be reached: see Backends, and check it there.',
    zh: '后端出错或无法访问：请在“后端”中检查。',
  },
  hint_502_user: {
    en: 'The backend fails or cannot be reached. Try again, and tell whoever runs this server if it stays so.',
    zh: '后端出错或无法访问。请重试；如果一直如此，请联系服务器管理员。',
  },
  hint_503: { en: 'The server cannot serve at the moment: see the overview.', zh: '服务器暂时无法提供服务：请查看概览。' },
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
