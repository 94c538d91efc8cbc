// Every word of the page, in English and Chinese. {name} is filled in by text().

const texts = {
  en: {
    pageTitle: 'infiniproxy admin',
    sections: 'Sections',
    otherLanguage: '中文',
    refresh: 'Refresh',
    cancel: 'Cancel',
    id: 'ID',
    created: 'Created',
    state: 'State',
    active: 'active',
    inactive: 'deactivated',
    actions: 'Actions',
    deactivate: 'Deactivate',

    signIn: 'Sign in',
    signOut: 'Sign out',
    adminToken: 'Admin token',
    tokenHint: 'The value of ADMIN_TOKEN. If it is not set, the server made one: its start-up text names the file.',
    sessionEnded: 'You are signed out. Please sign in again.',
    noCookie: 'The token is right, but the browser did not keep the session cookie. Allow cookies for this address.',

    users: 'Users',
    user: 'User',
    userName: 'User name',
    email: 'Email',
    emailOptional: 'Email (optional)',
    createUser: 'Create user',
    noUsers: 'No users yet. Create the first one above.',
    userCreated: 'User {name} was created.',
    userDeactivated: 'User {name} was deactivated.',
    confirmUser: 'Deactivate the user {name}? All keys of this user are refused at once. This page cannot undo it.',

    keys: 'API keys',
    key: 'Key',
    keyName: 'Key name',
    createKey: 'Create key',
    chooseUser: 'Choose a user',
    filterByUser: 'Show keys of',
    allUsers: 'all users',
    userNumber: 'user {id}',
    lastUsed: 'Last used',
    never: 'never',
    noKeys: 'No API keys yet.',
    keyDeactivated: 'Key {name} was deactivated.',
    confirmKey: 'Deactivate the key {name}? Clients that use it are refused at once. This page cannot undo it.',
    secretOf: 'The new API key {name} of {user}',
    secretWarning: 'Save this key now. It will not be shown again.',
    secretDone: 'I have saved it',
    copy: 'Copy',
    copied: 'Copied.',
    copyFailed: 'The browser does not let this page copy. The key is selected: press Ctrl+C (Cmd+C on a Mac).',

    usage: 'Usage',
    usageChoose: 'Press “Usage” beside an API key.',
    usageOf: 'Key {name} of {user}',
    startDate: 'From',
    endDate: 'To',
    datesHint: 'Both days count whole, in UTC. Empty means no limit.',
    showUsage: 'Show usage',
    requests: 'Requests',
    inputTokens: 'Input tokens',
    outputTokens: 'Output tokens',
    totalTokens: 'Total tokens',

    unreachable: 'The server cannot be reached. Check that it is running, then try again.',
    unexplained: 'The server answered with status {status} and no explanation.',
    unreadable: 'The server answered with something that is not JSON. Check what stands between it and this browser.',
  },
  zh: {
    pageTitle: 'infiniproxy 管理',
    sections: '栏目',
    otherLanguage: 'English',
    refresh: '刷新',
    cancel: '取消',
    id: 'ID',
    created: '创建时间',
    state: '状态',
    active: '有效',
    inactive: '已停用',
    actions: '操作',
    deactivate: '停用',

    signIn: '登录',
    signOut: '退出登录',
    adminToken: '管理员令牌',
    tokenHint: '即 ADMIN_TOKEN 的值。如果没有设置，服务器会生成一个，启动时会显示它所在的文件。',
    sessionEnded: '你已退出登录，请重新登录。',
    noCookie: '令牌正确，但浏览器没有保存会话 Cookie。请允许此地址使用 Cookie。',

    users: '用户',
    user: '用户',
    userName: '用户名',
    email: '邮箱',
    emailOptional: '邮箱（可选）',
    createUser: '创建用户',
    noUsers: '还没有用户。请在上方创建第一个。',
    userCreated: '用户 {name} 创建成功。',
    userDeactivated: '用户 {name} 已停用。',
    confirmUser: '要停用用户 {name} 吗？该用户的所有密钥会立即被拒绝，且无法在此页面恢复。',

    keys: 'API 密钥',
    key: '密钥',
    keyName: '密钥名称',
    createKey: '创建密钥',
    chooseUser: '请选择用户',
    filterByUser: '按用户过滤',
    allUsers: '所有用户',
    userNumber: '用户 {id}',
    lastUsed: '最后使用',
    never: '从未使用',
    noKeys: '还没有 API 密钥。',
    keyDeactivated: '密钥 {name} 已停用。',
    confirmKey: '要停用密钥 {name} 吗？使用它的客户端会立即被拒绝，且无法在此页面恢复。',
    secretOf: '{user} 的新 API 密钥 {name}',
    secretWarning: '请立即保存此密钥，它将不会再次显示。',
    secretDone: '我已保存',
    copy: '复制',
    copied: '已复制。',
    copyFailed: '浏览器不允许此页面复制。密钥已选中，请按 Ctrl+C（Mac 上按 Cmd+C）。',

    usage: '使用统计',
    usageChoose: '请点击某个 API 密钥旁的“使用统计”。',
    usageOf: '{user} 的密钥 {name}',
    startDate: '开始日期',
    endDate: '结束日期',
    datesHint: '两端日期均包含全天，按 UTC 计算。留空表示不限。',
    showUsage: '查看使用统计',
    requests: '请求数',
    inputTokens: '输入令牌',
    outputTokens: '输出令牌',
    totalTokens: '令牌总数',

    unreachable: '无法连接服务器。请确认它正在运行，然后重试。',
    unexplained: '服务器返回状态 {status}，没有说明原因。',
    unreadable: '服务器返回的内容不是 JSON。请检查服务器与浏览器之间的代理。',
  },
};

const STORED = 'infiniproxy-language';

let current = storedLanguage() ?? browserLanguage();

export function language() {
  return current;
}

export function switchLanguage() {
  current = current === 'en' ? 'zh' : 'en';
  try {
    localStorage.setItem(STORED, current);
  } catch {
    // A browser that keeps nothing for this page still switches, until the next reload.
  }
}

/** The words under this name in the page's language, with {name}, {user}… filled in from values. */
export function text(name, values = {}) {
  return texts[current][name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
}

/** Writes the page's language into every element that index.html marks with data-text or data-label. */
export function writeTexts() {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
  document.title = text('pageTitle');
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', text(element.dataset.label));
  }
}

export function formatTime(iso) {
  const time = new Date(inUtc(iso));
  if (Number.isNaN(time.getTime())) {
    return iso;
  }
  return time.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
}

export function formatCount(count) {
  return Number(count).toLocaleString(document.documentElement.lang);
}

/** The API's times without a zone are UTC; JavaScript would take them for local. */
function inUtc(iso) {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`;
}

function storedLanguage() {
  try {
    const stored = localStorage.getItem(STORED);
    return stored in texts ? stored : null;
  } catch {
    return null;
  }
}

function browserLanguage() {
  const known = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in texts);
  return known ?? 'en';
}
