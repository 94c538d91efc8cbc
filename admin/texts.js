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

  // What requests are counted and told apart by.
  requests: { en: 'Requests', zh: '请求数' },
  tokens: { en: 'Tokens', zh: '令牌' },
  inputTokens: { en: 'Input', zh: '输入' },
  cacheReadTokens: { en: 'Cache read', zh: '缓存读取' },
  cacheWriteTokens: { en: 'Cache write', zh: '缓存写入' },
  outputTokens: { en: 'Output', zh: '输出' },
  totalTokens: { en: 'Total tokens', zh: '令牌总数' },
  cost: { en: 'Cost', zh: '费用' },
  user: { en: 'User', zh: '用户' },
  key: { en: 'API key', zh: 'API 密钥' },
  model: { en: 'Model', zh: '模型' },
  backend: { en: 'Backend', zh: '后端' },
  endpoint: { en: 'Endpoint', zh: '接口' },
  outcome: { en: 'Outcome', zh: '结果' },
  completed: { en: 'completed', zh: '完成' },
  cancelled: { en: 'cancelled', zh: '已取消' },
  failed: { en: 'failed', zh: '失败' },

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

  // Usage.
  usage: { en: 'Usage', zh: '用量' },
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
