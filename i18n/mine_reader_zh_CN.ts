<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About MineReader</source>
        <translation>关于 MineReader</translation>
    </message>
    <message>
        <source>A reader and annotator for newsletter issues and the articles they link to.</source>
        <translation>阅读和批注周刊、文摘以及其中文章的工具。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>License</source>
        <translation>许可证</translation>
    </message>
</context>
<context>
    <name>AllNotes</name>
    <message>
        <source>Done / not done</source>
        <translation>完成 / 未完成</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>No notes yet.
Select text and press H to highlight it, or E to write a note.</source>
        <translation>还没有笔记。
选中文字后按 H 高亮，或按 E 写笔记。</translation>
    </message>
    <message>
        <source>There is nothing to do.
Notes of level 2 that are not ticked off are listed here.</source>
        <translation>没有待办。
这里列出尚未完成的 2 级笔记。</translation>
    </message>
    <message>
        <source>No note fits the filter.</source>
        <translation>没有符合筛选的笔记。</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>已选 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Copy the link to the note</source>
        <translation>复制笔记的链接</translation>
    </message>
</context>
<context>
    <name>AnnotatingPane</name>
    <message>
        <source>Select text in the reader first.</source>
        <translation>请先在正文中选择文字。</translation>
    </message>
    <message>
        <source>Choose an article first.</source>
        <translation>请先选择一篇文章。</translation>
    </message>
    <message>
        <source>{0} is no address of a note.</source>
        <translation>{0} 不是笔记的地址。</translation>
    </message>
    <message>
        <source>Choose a note first.</source>
        <translation>请先选择一条笔记。</translation>
    </message>
    <message>
        <source>Note deleted</source>
        <translation>笔记已删除</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ArticleList</name>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
</context>
<context>
    <name>Browsing</name>
    <message>
        <source>Choose an article in the list, or an issue in the sidebar.</source>
        <translation>请在列表中选择文章，或在侧栏中选择一期。</translation>
    </message>
    <message>
        <source>Choose a note in the list.</source>
        <translation>在列表中选择一条笔记。</translation>
    </message>
    <message>
        <source>Your library is empty.
Drop Markdown files, folders or the address of a feed here, open files with Ctrl+O, or follow a site with Ctrl+N.</source>
        <translation>资料库是空的。
把 Markdown 文件、文件夹或订阅源的地址拖到这里，按 Ctrl+O 打开文件，或按 Ctrl+N 订阅网站。</translation>
    </message>
    <message>
        <source>No notes here yet.
Select text to highlight it or to note something; E notes on the article.</source>
        <translation>这里还没有笔记。
选择文字即可高亮或写笔记；按 E 为整篇文章写笔记。</translation>
    </message>
</context>
<context>
    <name>Curating</name>
    <message>
        <source>Splitting again</source>
        <translation>正在重新拆分</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已删除“{0}”</translation>
    </message>
    <message>
        <source>Rename the tag</source>
        <translation>重命名标签</translation>
    </message>
    <message>
        <source>Link to a local file</source>
        <translation>关联本地文件</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>There is no link to download.</source>
        <translation>没有可以下载的链接。</translation>
    </message>
    <message numerus="yes">
        <source>Download %n link(s)?</source>
        <translation>
            <numerusform>要下载 %n 个链接吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>It can be paused and cancelled at any time.</source>
        <translation>随时可以暂停或取消。</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>All of it is saved already.</source>
        <translation>这些都已经保存了。</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>正在下载</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) saved</source>
        <translation>
            <numerusform>已保存 %n 个链接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>The clipboard holds no web page. Select all of it in the browser and copy it.</source>
        <translation>剪贴板里没有网页。请在浏览器中全选并复制网页。</translation>
    </message>
    <message>
        <source>A page that a browser saved</source>
        <translation>浏览器存下的网页</translation>
    </message>
    <message>
        <source>Web pages (*.html *.htm *.xhtml)</source>
        <translation>网页 (*.html *.htm *.xhtml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>There is no link that this page could belong to.</source>
        <translation>没有可以与这个网页对应的链接。</translation>
    </message>
    <message>
        <source>Saving the page</source>
        <translation>正在保存网页</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>Save a web page</source>
        <translation>保存网页</translation>
    </message>
    <message>
        <source>Address of the page or file</source>
        <translation>网页或文件的地址</translation>
    </message>
    <message>
        <source>This is no address of a web page: {0}</source>
        <translation>这不是网页地址：{0}</translation>
    </message>
    <message>
        <source>The picture could not be loaded.</source>
        <translation>图片无法加载。</translation>
    </message>
    <message>
        <source>Loading pictures</source>
        <translation>正在加载图片</translation>
    </message>
    <message>
        <source>The file is not there any more. Download it again.</source>
        <translation>文件已经不在了，请重新下载。</translation>
    </message>
    <message>
        <source>The file could not be opened.</source>
        <translation>文件无法打开。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Markdown: the notes with their quotations</source>
        <translation>Markdown：笔记和对应的引文</translation>
    </message>
    <message>
        <source>Inline: the issue with its notes in the text</source>
        <translation>内嵌：整期正文，笔记写在原处</translation>
    </message>
    <message>
        <source>Obsidian: a page an issue, kept up to date in a vault</source>
        <translation>Obsidian：每期一页，在仓库中保持更新</translation>
    </message>
    <message>
        <source>JSON: everything</source>
        <translation>JSON：全部内容</translation>
    </message>
    <message>
        <source>Web Annotations (JSON-LD): for Hypothesis and others</source>
        <translation>网页批注（JSON-LD）：供 Hypothesis 等工具使用</translation>
    </message>
    <message>
        <source>CSV: highlights and notes for Readwise and others</source>
        <translation>CSV：高亮和笔记，供 Readwise 等使用</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen note(s)</source>
        <translation>
            <numerusform>选中的 %n 条笔记</numerusform>
        </translation>
    </message>
    <message>
        <source>This issue: {0}</source>
        <translation>本期：{0}</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Tag: {0}</source>
        <translation>标签：{0}</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save notes into the file</source>
        <translation>把笔记存入文件</translation>
    </message>
    <message>
        <source>Edit the template</source>
        <translation>编辑模板</translation>
    </message>
    <message>
        <source>Open your own template; the preview follows when you save it</source>
        <translation>打开你自己的模板；保存后预览随之更新</translation>
    </message>
    <message>
        <source>Making the preview…</source>
        <translation>正在生成预览…</translation>
    </message>
</context>
<context>
    <name>ExportingWindow</name>
    <message>
        <source>Open this file in an editor: {0}</source>
        <translation>请用编辑器打开这个文件：{0}</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Saving notes</source>
        <translation>正在保存笔记</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) written</source>
        <translation>
            <numerusform>已写入 %n 条笔记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) that this form cannot hold left out</source>
        <translation>
            <numerusform>有 %n 条批注因格式无法容纳而未写入</numerusform>
        </translation>
    </message>
    <message>
        <source>Back up the library</source>
        <translation>备份资料库</translation>
    </message>
    <message>
        <source>Backed up to {0}</source>
        <translation>已备份到 {0}</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
</context>
<context>
    <name>FeedLogDialog</name>
    <message>
        <source>Log of {0}</source>
        <translation>{0} 的记录</translation>
    </message>
    <message>
        <source>Nothing was noted yet: a check that finds nothing new is not.</source>
        <translation>还没有记录：没有发现新内容的检查不记录。</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>立即刷新</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>下次检查</translation>
    </message>
</context>
<context>
    <name>FeedRows</name>
    <message>
        <source>As in the settings</source>
        <translation>按设置中的间隔</translation>
    </message>
    <message>
        <source>Paused: not asked until it goes on</source>
        <translation>暂停：恢复之前不检查</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>FeedsWindow</name>
    <message>
        <source>Looking for the feed</source>
        <translation>正在查找订阅源</translation>
    </message>
    <message numerus="yes">
        <source>{0} is followed: %n entries</source>
        <translation>
            <numerusform>已订阅 {0}：%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} was followed already</source>
        <translation>已经订阅过 {0}</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>The folder is watched: new and changed files are imported.</source>
        <translation>已监视该文件夹：新增和改动的文件会自动导入。</translation>
    </message>
    <message>
        <source>Import a list of feeds</source>
        <translation>导入订阅列表</translation>
    </message>
    <message>
        <source>Lists of feeds (*.opml *.xml)</source>
        <translation>订阅列表 (*.opml *.xml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>No feed is followed yet. Ctrl+N follows one.</source>
        <translation>还没有订阅。按 Ctrl+N 订阅。</translation>
    </message>
    <message>
        <source>Export the list of feeds</source>
        <translation>导出订阅列表</translation>
    </message>
    <message>
        <source>Lists of feeds (*.opml)</source>
        <translation>订阅列表 (*.opml)</translation>
    </message>
    <message numerus="yes">
        <source>%n feed(s) written to {0}</source>
        <translation>
            <numerusform>已将 %n 个订阅源写入 {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} is no longer followed. What is starred, tagged or annotated stays.</source>
        <translation>已取消订阅 {0}。加了星标、标签或笔记的内容会保留。</translation>
    </message>
    <message>
        <source>{0} is no longer watched. Its issues stay.</source>
        <translation>已停止监视 {0}。其中的各期会保留。</translation>
    </message>
    <message>
        <source>The browser could not be opened.</source>
        <translation>无法打开浏览器。</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>已复制：{0}</translation>
    </message>
    <message>
        <source>Choose a feed in the sidebar first.</source>
        <translation>请先在侧栏选择一个订阅源。</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in page</source>
        <translation>在页面中查找</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <translation>上一处（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <translation>下一处（Enter）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0} 处，共 {1} 处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>FollowDialog</name>
    <message>
        <source>Follow a feed or site</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>As the feed calls itself</source>
        <translation>与订阅源自己的名称相同</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The address of a feed (RSS, Atom, JSON Feed), or of a site, whose feed is then looked for.</source>
        <translation>订阅源（RSS、Atom、JSON Feed）的地址，或网站的地址：会自动查找它的订阅源。</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Looking for the feed…</source>
        <translation>正在查找订阅源…</translation>
    </message>
</context>
<context>
    <name>Following</name>
    <message>
        <source>This article has no link.</source>
        <translation>这篇文章没有链接。</translation>
    </message>
    <message>
        <source>This address is not opened: {0}</source>
        <translation>不会打开这个地址：{0}</translation>
    </message>
    <message>
        <source>This article is not in the library any more.</source>
        <translation>这篇文章已不在资料库中。</translation>
    </message>
    <message>
        <source>The browser could not be opened.</source>
        <translation>无法打开浏览器。</translation>
    </message>
    <message>
        <source>The text of this link says {0}, but it leads to {1}.</source>
        <translation>这个链接的文字写的是 {0}，实际指向 {1}。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>已复制：{0}</translation>
    </message>
    <message>
        <source>{0} is not in the library.</source>
        <translation>资料库中没有 {0}。</translation>
    </message>
</context>
<context>
    <name>Gathering</name>
    <message numerus="yes">
        <source>%n note(s) deleted</source>
        <translation>
            <numerusform>已删除 %n 条笔记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n 条笔记</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Issues, exports, lists of feeds (*.md *.markdown *.txt *.json *.jsonld *.opml)</source>
        <translation>期刊、导出文件、订阅列表 (*.md *.markdown *.txt *.json *.jsonld *.opml)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
</context>
<context>
    <name>IndexReader</name>
    <message>
        <source>The search index is being made anew.</source>
        <translation>正在重建搜索索引。</translation>
    </message>
</context>
<context>
    <name>IssueDialog</name>
    <message>
        <source>Issue properties</source>
        <translation>本期属性</translation>
    </message>
    <message>
        <source>2024-01-31</source>
        <translation>2024-01-31</translation>
    </message>
    <message>
        <source>Leave as it is ({0})</source>
        <translation>保持现状（{0}）</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>期号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>第 {0} 行：{1}</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>未能理解</translation>
    </message>
    <message>
        <source>An emptied line takes your correction back.</source>
        <translation>清空一行即撤回对它的更正。</translation>
    </message>
</context>
<context>
    <name>LinkCard</name>
    <message>
        <source>Also in</source>
        <translation>也见于</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Saved on {0}, {1}: {2}</source>
        <translation>保存于 {0}，{1}：{2}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Nothing here yet.
Drop Markdown files, folders or the address of a feed on the window, open files with Ctrl+O, or follow a site with Ctrl+N.</source>
        <translation>这里还没有内容。
把 Markdown 文件、文件夹或订阅源的地址拖到窗口上，按 Ctrl+O 打开文件，或按 Ctrl+N 订阅网站。</translation>
    </message>
    <message>
        <source>Sorting…</source>
        <translation>正在排序…</translation>
    </message>
    <message>
        <source>Nothing is dated or arrived today.</source>
        <translation>今天没有新的文章。</translation>
    </message>
    <message>
        <source>Everything is read.</source>
        <translation>全部读完了。</translation>
    </message>
    <message>
        <source>Nothing is starred.
Press S on an article to star it.</source>
        <translation>还没有星标文章。
在文章上按 S 加星标。</translation>
    </message>
    <message>
        <source>Nothing is kept for later.
Press L on an article to keep it here.</source>
        <translation>还没有稍后读的文章。
在文章上按 L 留到以后读。</translation>
    </message>
    <message>
        <source>No notes yet.
Select text and press H to highlight it, or E to write a note.</source>
        <translation>还没有笔记。
选择文字后按 H 高亮，按 E 写笔记。</translation>
    </message>
    <message>
        <source>Nothing is marked as downloaded.
Press Shift+D on an article to mark it.</source>
        <translation>还没有标为已下载的文章。
在文章上按 Shift+D 标记。</translation>
    </message>
    <message>
        <source>No article has changed since you read it.</source>
        <translation>没有文章在你读过之后有改动。</translation>
    </message>
    <message>
        <source>There are no articles here.</source>
        <translation>这里没有文章。</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>What failed</source>
        <translation>失败记录</translation>
    </message>
    <message>
        <source>Nothing failed since the program was started.</source>
        <translation>启动以来没有出错。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>%n article(s) marked</source>
        <translation>
            <numerusform>已标记 %n 篇文章</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles</source>
        <translation>
            <numerusform>%n 篇文章</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag {0} removed</source>
        <translation>已移除标签“{0}”</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>Done ✓</source>
        <translation>已完成 ✓</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Its text is gone</source>
        <translation>原文已不在</translation>
    </message>
    <message>
        <source>Changed here and in the file</source>
        <translation>这里和文件中都改过</translation>
    </message>
    <message>
        <source>Whole article: {0}</source>
        <translation>整篇文章：{0}</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A note, in Markdown</source>
        <translation>笔记，可用 Markdown</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>笔记正文</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Save (Ctrl+Enter)</source>
        <translation>保存（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>取消（Esc）</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>无颜色</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>The date is written like 2023-12-09.</source>
        <translation>日期要写成 2023-12-09 这样。</translation>
    </message>
    <message>
        <source>A level is a digit, or two like 1-2.</source>
        <translation>级别是一个数字，或 1-2 这样的两个数字。</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>还没有可保存的内容。</translation>
    </message>
    <message>
        <source>Esc again throws away what you wrote. Ctrl+Enter saves it.</source>
        <translation>再按一次 Esc 将放弃所写内容；按 Ctrl+Enter 保存。</translation>
    </message>
</context>
<context>
    <name>NoteFilter</name>
    <message>
        <source>Filter notes</source>
        <translation>筛选笔记</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Its text is gone</source>
        <translation>原文已不在</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>最近 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>起止日期…</translation>
    </message>
    <message>
        <source>Level {0}</source>
        <translation>级别 {0}</translation>
    </message>
</context>
<context>
    <name>NoteList</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>标为未完成</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>标为已完成</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy the link to the note</source>
        <translation>复制笔记的链接</translation>
    </message>
    <message>
        <source>Show the version I annotated</source>
        <translation>查看我批注时的版本</translation>
    </message>
    <message>
        <source>Attach to other text…</source>
        <translation>重新附到其他文字…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>NotesPane</name>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Show only some notes</source>
        <translation>只显示一部分笔记</translation>
    </message>
    <message>
        <source>Write the notes into a file</source>
        <translation>把笔记写入文件</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>No note fits the filter.</source>
        <translation>没有符合筛选条件的笔记。</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PageBrowser</name>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Show the note</source>
        <translation>显示笔记</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>标为未读</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>去掉星标</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>No longer for later</source>
        <translation>不再稍后读</translation>
    </message>
    <message>
        <source>Read later</source>
        <translation>稍后读</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>标为未下载</translation>
    </message>
    <message>
        <source>Mark as downloaded</source>
        <translation>标为已下载</translation>
    </message>
</context>
<context>
    <name>PageImages</name>
    <message>
        <source>Click to load the picture from {0}</source>
        <translation>点击加载来自 {0} 的图片</translation>
    </message>
    <message>
        <source>Picture: {0}</source>
        <translation>图片：{0}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find an action</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message>
        <source>Reader</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>This issue goes on; it is too long for one page. Choose an article in the list to read it.</source>
        <translation>本期后面还有内容，一页放不下。请在列表中选择文章阅读。</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n 篇</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>约 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>saved on {0}</source>
        <translation>保存于 {0}</translation>
    </message>
    <message>
        <source>{0} read</source>
        <translation>已读 {0}</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Also in {0}</source>
        <translation>也见于 {0}</translation>
    </message>
</context>
<context>
    <name>Refreshing</name>
    <message>
        <source>No feed is followed yet. Ctrl+N follows one.</source>
        <translation>还没有订阅。按 Ctrl+N 订阅。</translation>
    </message>
    <message>
        <source>Choose a feed in the sidebar first.</source>
        <translation>请先在侧栏选择一个订阅源。</translation>
    </message>
    <message>
        <source>The library cannot be written, so nothing can be refreshed.</source>
        <translation>资料库不可写入，因此无法刷新。</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>正在刷新</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 条新内容</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n feed(s) failed</source>
        <translation>
            <numerusform>%n 个订阅源失败</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>RepairingPage</name>
    <message>
        <source>Select the first words of the new article.</source>
        <translation>请先选中新文章开头的文字。</translation>
    </message>
    <message>
        <source>Splitting again</source>
        <translation>正在重新拆分</translation>
    </message>
</context>
<context>
    <name>RepublishedDialog</name>
    <message>
        <source>Notes after the update</source>
        <translation>重新发布后的笔记</translation>
    </message>
    <message>
        <source>Choose a note to go to its place.</source>
        <translation>点选一条笔记，前往它的位置。</translation>
    </message>
    <message>
        <source>Their text is gone ({0})</source>
        <translation>原文已不在（{0}）</translation>
    </message>
    <message>
        <source>Moved with their text ({0})</source>
        <translation>随文字移动（{0}）</translation>
    </message>
    <message>
        <source>Where they were ({0})</source>
        <translation>在原处（{0}）</translation>
    </message>
</context>
<context>
    <name>ResultsPane</name>
    <message>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>What came last is still being read for the search…</source>
        <translation>最近加入的内容还在读入，稍后即可搜到……</translation>
    </message>
    <message>
        <source>Keep this search in the sidebar</source>
        <translation>把这个搜索留在侧栏</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>新的在前</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>相关的在前</translation>
    </message>
    <message>
        <source>Show the best hits first</source>
        <translation>让最相关的排在前面</translation>
    </message>
    <message>
        <source>Show the newest hits first</source>
        <translation>让最新的排在前面</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”.
All words must be there: try fewer, or OR between them.</source>
        <translation>没有找到“{0}”。
所有的词都要出现：试试少写几个词，或在词之间写 OR。</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>Cleaning up</source>
        <translation>正在清理</translation>
    </message>
    <message>
        <source>The pages were removed.</source>
        <translation>已移除这些网页。</translation>
    </message>
</context>
<context>
    <name>RoomDialog</name>
    <message>
        <source>Saved pages: room and clean-up</source>
        <translation>保存的网页：空间与清理</translation>
    </message>
    <message>
        <source>At most {0} pictures of a page are saved, of {1} MB each, and files of {2} MB; the settings can change that. Texts, notes and marks are in the library itself. A backup by hand takes the folder along; the daily one leaves it where it is.</source>
        <translation>一个网页最多保存 {0} 张图片，每张不超过 {1} MB；文件不超过 {2} MB，可在设置中更改。文字、笔记和标记都在资料库中。手动备份会一并包含此文件夹，每日备份则不包含。</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Saved pages</source>
        <translation>保存的网页</translation>
    </message>
    <message>
        <source>Texts, in the library</source>
        <translation>文字（在资料库中）</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Remove what was saved more than so many days ago</source>
        <translation>移除保存超过以下天数的网页</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) would be removed for good, which frees about {0}.</source>
        <translation>
            <numerusform>将彻底移除 %n 个网页，约可腾出 {0}。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is starred, kept for later, tagged or annotated stays in any case.</source>
        <translation>加了星标、稍后阅读、有标签或笔记的网页一律保留。</translation>
    </message>
    <message>
        <source>There is nothing to remove.</source>
        <translation>没有可移除的内容。</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search  (/)</source>
        <translation>搜索  (/)</translation>
    </message>
    <message>
        <source>Search articles, saved pages and notes</source>
        <translation>搜索文章、已存网页和笔记</translation>
    </message>
    <message>
        <source>What can be asked for</source>
        <translation>可以怎样搜索</translation>
    </message>
    <message>
        <source>words as they stand: &quot;deep learning&quot;</source>
        <translation>原样连在一起：&quot;深度学习&quot;</translation>
    </message>
    <message>
        <source>without a word: -weekly</source>
        <translation>不含某个词：-周刊</translation>
    </message>
    <message>
        <source>one or the other: lamp OR light</source>
        <translation>两者之一：灯 OR 光</translation>
    </message>
    <message>
        <source>also read, starred, later, downloaded</source>
        <translation>未读；也可用 read、starred、later、downloaded</translation>
    </message>
    <message>
        <source>notes alone; also article, page</source>
        <translation>只找笔记；也可用 article、page</translation>
    </message>
    <message>
        <source>also highlight, tag, link</source>
        <translation>有笔记；也可用 highlight、tag、link</translation>
    </message>
    <message>
        <source>with a tag, or one below it</source>
        <translation>带有某个标签或其下级标签</translation>
    </message>
    <message>
        <source>of a source, by a part of its name</source>
        <translation>某个来源，写名称的一部分即可</translation>
    </message>
    <message>
        <source>of an author</source>
        <translation>某位作者</translation>
    </message>
    <message>
        <source>words in titles alone</source>
        <translation>只在标题中找</translation>
    </message>
    <message>
        <source>with a link to a site: site:github.com</source>
        <translation>链接到某个网站：site:github.com</translation>
    </message>
    <message>
        <source>from a day on: after:2023-12-01</source>
        <translation>某天起：after:2023-12-01</translation>
    </message>
    <message>
        <source>before a day, month or year</source>
        <translation>某天、某月或某年之前</translation>
    </message>
</context>
<context>
    <name>SearchingWindow</name>
    <message>
        <source>Hit {0} of {1}</source>
        <translation>第 {0} 处，共 {1} 处</translation>
    </message>
    <message>
        <source>Keep this search</source>
        <translation>保留这个搜索</translation>
    </message>
    <message>
        <source>The search is in the sidebar.</source>
        <translation>已放入侧栏。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Search “{0}” deleted</source>
        <translation>已删除搜索“{0}”</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Annotate the selection</source>
        <translation>批注所选文字</translation>
    </message>
    <message>
        <source>Write a note (e)</source>
        <translation>写笔记（e）</translation>
    </message>
    <message>
        <source>Copy as quote</source>
        <translation>复制为引文</translation>
    </message>
    <message>
        <source>Search the web</source>
        <translation>在网上搜索</translation>
    </message>
    <message>
        <source>Highlight yellow</source>
        <translation>黄色高亮</translation>
    </message>
    <message>
        <source>Highlight green</source>
        <translation>绿色高亮</translation>
    </message>
    <message>
        <source>Highlight blue</source>
        <translation>蓝色高亮</translation>
    </message>
    <message>
        <source>Highlight pink</source>
        <translation>粉色高亮</translation>
    </message>
    <message>
        <source>Highlight purple</source>
        <translation>紫色高亮</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>MineReader ended unexpectedly the last time. Nothing that was stored is lost.</source>
        <translation>MineReader 上次意外退出。已保存的内容没有丢失。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>The library cannot be written: what you change here is not kept.</source>
        <translation>资料库不可写：在这里所做的更改不会保留。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the sidebar</source>
        <translation>筛选侧栏</translation>
    </message>
    <message>
        <source>Views, sources and tags</source>
        <translation>视图、来源和标签</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>Source properties</source>
        <translation>来源属性</translation>
    </message>
    <message>
        <source>Use the built-in list</source>
        <translation>使用内置列表</translation>
    </message>
    <message>
        <source>Sections about the publication itself</source>
        <translation>关于刊物自身的栏目</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Sections about the publication itself: shown, but without articles; one a line</source>
        <translation>关于刊物自身的栏目：照常显示，但不算文章；每行一个</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Unread {0}</source>
        <translation>未读 {0}</translation>
    </message>
    <message>
        <source>Last refresh {0}</source>
        <translation>上次刷新 {0}</translation>
    </message>
    <message>
        <source>{0} {1} / {2}</source>
        <translation>{0} {1} / {2}</translation>
    </message>
    <message numerus="yes">
        <source>%n download(s) waiting</source>
        <translation>
            <numerusform>%n 个下载在等待</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagDialog</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>New tag, then Enter; a / nests: llm/rag</source>
        <translation>输入新标签后回车；用 / 分级：llm/rag</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show MineReader</source>
        <translation>显示 MineReader</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 条新内容</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>VaultKeeper</name>
    <message numerus="yes">
        <source>%n note(s) in the vault: it is up to date again.</source>
        <translation>
            <numerusform>仓库已恢复同步，共 %n 条笔记。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionDialog</name>
    <message>
        <source>The version you annotated</source>
        <translation>你批注时的版本</translation>
    </message>
    <message>
        <source>So it was until {0}.</source>
        <translation>{0} 之前的内容。</translation>
    </message>
    <message>
        <source>Back to the current version</source>
        <translation>回到当前版本</translation>
    </message>
    <message>
        <source>Mark what changed since</source>
        <translation>标出此后的改动</translation>
    </message>
    <message>
        <source>is gone</source>
        <translation>已删去</translation>
    </message>
    <message>
        <source>is new</source>
        <translation>新增</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>“{0}” was published again</source>
        <translation>《{0}》已重新发布</translation>
    </message>
    <message>
        <source>{0} issues were published again</source>
        <translation>{0} 期已重新发布</translation>
    </message>
    <message>
        <source>{0}. Notes: {1} where they were, {2} moved with their text, {3} whose text is gone.</source>
        <translation>{0}。笔记：{1} 条在原处，{2} 条随文字移动，{3} 条原文已不在。</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>详情…</translation>
    </message>
    <message>
        <source>Select the text in the reader to which the note on “{0}” belongs.</source>
        <translation>请在阅读区选中“{0}”这条笔记所属的文字。</translation>
    </message>
    <message>
        <source>Attach it here</source>
        <translation>附到这里</translation>
    </message>
    <message>
        <source>Select text in the reader first.</source>
        <translation>请先在阅读区选中文字。</translation>
    </message>
    <message>
        <source>Note attached</source>
        <translation>笔记已附上</translation>
    </message>
</context>
<context>
    <name>_Days</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Import the issue again</source>
        <translation>重新导入本期</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save notes into the file</source>
        <translation>把笔记存入文件</translation>
    </message>
    <message>
        <source>Saved pages: room and clean-up…</source>
        <translation>保存的网页：空间与清理…</translation>
    </message>
    <message>
        <source>Back up the library…</source>
        <translation>备份资料库…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Find in the page</source>
        <translation>在页面中查找</translation>
    </message>
    <message>
        <source>Filter the sidebar</source>
        <translation>筛选侧栏</translation>
    </message>
    <message>
        <source>Issue properties…</source>
        <translation>本期属性…</translation>
    </message>
    <message>
        <source>Delete the issue</source>
        <translation>删除本期</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>Article list</source>
        <translation>文章列表</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Show or hide the notes</source>
        <translation>显示或隐藏笔记</translation>
    </message>
    <message>
        <source>Focus mode</source>
        <translation>专注模式</translation>
    </message>
    <message>
        <source>One article at a time</source>
        <translation>一次显示一篇</translation>
    </message>
    <message>
        <source>Oldest issue first</source>
        <translation>旧的在前</translation>
    </message>
    <message>
        <source>Bigger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Follow a feed or site…</source>
        <translation>订阅…</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>监视文件夹…</translation>
    </message>
    <message>
        <source>Import a list of feeds (OPML)…</source>
        <translation>导入订阅列表（OPML）…</translation>
    </message>
    <message>
        <source>Export the list of feeds (OPML)…</source>
        <translation>导出订阅列表（OPML）…</translation>
    </message>
    <message>
        <source>Save a web page…</source>
        <translation>保存网页…</translation>
    </message>
    <message>
        <source>Show the issue&apos;s file in its folder</source>
        <translation>在文件夹中显示本期文件</translation>
    </message>
    <message>
        <source>Open the issue&apos;s file in an editor</source>
        <translation>用编辑器打开本期文件</translation>
    </message>
    <message>
        <source>What failed…</source>
        <translation>失败记录…</translation>
    </message>
    <message>
        <source>Next hit in the page</source>
        <translation>页内下一处</translation>
    </message>
    <message>
        <source>Previous hit in the page</source>
        <translation>页内上一处</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>搜索全部内容</translation>
    </message>
    <message>
        <source>Keep this search…</source>
        <translation>保留这个搜索…</translation>
    </message>
    <message>
        <source>Make the search index anew</source>
        <translation>重建搜索索引</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>默认字号</translation>
    </message>
    <message>
        <source>Next theme</source>
        <translation>切换主题</translation>
    </message>
    <message>
        <source>Light, sepia, dark</source>
        <translation>浅色、米色、深色</translation>
    </message>
    <message>
        <source>Refresh all feeds</source>
        <translation>刷新全部订阅</translation>
    </message>
    <message>
        <source>Ask all feeds for what is new</source>
        <translation>检查所有订阅源的新内容</translation>
    </message>
    <message>
        <source>Refresh this feed</source>
        <translation>刷新此订阅源</translation>
    </message>
    <message>
        <source>Log of this feed…</source>
        <translation>此订阅源的记录…</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>米色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Newest issue first</source>
        <translation>最新一期在前</translation>
    </message>
    <message>
        <source>Unread first</source>
        <translation>未读在前</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>按标题</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>星标</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后读</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>全部标为已读</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Open the link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Open the link in the browser</source>
        <translation>在浏览器中打开链接</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Download the link</source>
        <translation>下载链接</translation>
    </message>
    <message>
        <source>Download all links of the article</source>
        <translation>下载文章的全部链接</translation>
    </message>
    <message>
        <source>Download all links of the issue</source>
        <translation>下载本期的全部链接</translation>
    </message>
    <message>
        <source>Download all unread</source>
        <translation>下载全部未读</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>重新下载</translation>
    </message>
    <message>
        <source>Save the page in the clipboard</source>
        <translation>保存剪贴板中的网页</translation>
    </message>
    <message>
        <source>Save a page from a file…</source>
        <translation>从文件保存网页…</translation>
    </message>
    <message>
        <source>Load all pictures of the page</source>
        <translation>加载页面的全部图片</translation>
    </message>
    <message>
        <source>Link to a local file…</source>
        <translation>关联本地文件…</translation>
    </message>
    <message>
        <source>Open the local file</source>
        <translation>打开本地文件</translation>
    </message>
    <message>
        <source>Join with the article before</source>
        <translation>与上一篇合并</translation>
    </message>
    <message>
        <source>Join with the article after</source>
        <translation>与下一篇合并</translation>
    </message>
    <message>
        <source>Split at the selection</source>
        <translation>从所选处拆分</translation>
    </message>
    <message>
        <source>Highlight the selection</source>
        <translation>高亮所选文字</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Level 1: a thought</source>
        <translation>级别 1：随想</translation>
    </message>
    <message>
        <source>Level 2: material, or something to do</source>
        <translation>级别 2：资料或待办</translation>
    </message>
    <message>
        <source>Level 3: further reading</source>
        <translation>级别 3：延伸阅读</translation>
    </message>
    <message>
        <source>Copy as a quote</source>
        <translation>复制为引文</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Next article</source>
        <translation>下一篇</translation>
    </message>
    <message>
        <source>Previous article</source>
        <translation>上一篇</translation>
    </message>
    <message>
        <source>Next unread article</source>
        <translation>下一篇未读</translation>
    </message>
    <message>
        <source>Previous unread article</source>
        <translation>上一篇未读</translation>
    </message>
    <message>
        <source>Page down, then next unread</source>
        <translation>向下翻页，到底后下一篇未读</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>向上翻页</translation>
    </message>
    <message>
        <source>To the sidebar</source>
        <translation>转到侧栏</translation>
    </message>
    <message>
        <source>To the article list</source>
        <translation>转到文章列表</translation>
    </message>
    <message>
        <source>To the text</source>
        <translation>转到正文</translation>
    </message>
    <message>
        <source>To the notes</source>
        <translation>转到笔记</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>查找操作…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About MineReader</source>
        <translation>关于 MineReader</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Article</source>
        <translation>文章(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>笔记(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Sort articles</source>
        <translation>文章排序</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>Add note</source>
        <translation>添加笔记</translation>
    </message>
    <message>
        <source>Attach note again</source>
        <translation>重新定位笔记</translation>
    </message>
    <message>
        <source>Change colour</source>
        <translation>更改颜色</translation>
    </message>
    <message>
        <source>Correct an issue</source>
        <translation>更正期刊信息</translation>
    </message>
    <message>
        <source>Delete a source</source>
        <translation>删除来源</translation>
    </message>
    <message>
        <source>Delete an issue</source>
        <translation>删除期刊</translation>
    </message>
    <message>
        <source>Delete note</source>
        <translation>删除笔记</translation>
    </message>
    <message>
        <source>Delete tag</source>
        <translation>删除标签</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>保留搜索</translation>
    </message>
    <message>
        <source>Rename search</source>
        <translation>重命名搜索</translation>
    </message>
    <message>
        <source>Delete search</source>
        <translation>删除搜索</translation>
    </message>
    <message>
        <source>Edit a source</source>
        <translation>编辑来源</translation>
    </message>
    <message>
        <source>Edit a feed</source>
        <translation>修改订阅源</translation>
    </message>
    <message>
        <source>Remove a feed</source>
        <translation>取消订阅</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>编辑笔记</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>留到以后读</translation>
    </message>
    <message>
        <source>Link a file</source>
        <translation>关联文件</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>全部标为已读</translation>
    </message>
    <message>
        <source>Mark all as unread</source>
        <translation>全部标为未读</translation>
    </message>
    <message>
        <source>Mark as downloaded</source>
        <translation>标为已下载</translation>
    </message>
    <message>
        <source>Mark as not downloaded</source>
        <translation>标为未下载</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>标为未读</translation>
    </message>
    <message>
        <source>Mark as seen</source>
        <translation>标为已看</translation>
    </message>
    <message>
        <source>Mark as updated</source>
        <translation>标为有更新</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Remove from later</source>
        <translation>不再稍后读</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>去掉星标</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>Rename tag</source>
        <translation>重命名标签</translation>
    </message>
    <message>
        <source>Split an issue anew</source>
        <translation>重新拆分期刊</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Tick off</source>
        <translation>勾选完成</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Something went wrong: {reason}.</source>
        <translation>出错了：{reason}。</translation>
    </message>
    <message>
        <source>Something went wrong: {reason}. The log {path} says more.</source>
        <translation>出错了：{reason}。详情见日志 {path}。</translation>
    </message>
    <message>
        <source>There is no {kind} with the id {id} in this library.</source>
        <translation>资料库中没有编号为 {id} 的{kind}。</translation>
    </message>
    <message>
        <source>{what} cannot be used: {reason}.</source>
        <translation>{what}无法使用：{reason}。</translation>
    </message>
    <message>
        <source>{path} was not imported: {reason}.</source>
        <translation>未导入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>This text is not a note: {reason}.</source>
        <translation>这段文字不是笔记：{reason}。</translation>
    </message>
    <message>
        <source>The library {path} cannot be used: {reason}.</source>
        <translation>资料库 {path} 无法使用：{reason}。</translation>
    </message>
    <message>
        <source>The library {path} is damaged. It was left as it is; restore a backup or choose another library.</source>
        <translation>资料库 {path} 已损坏，未作任何改动；请恢复备份或选用另一个资料库。</translation>
    </message>
    <message>
        <source>The library {path} was written by a newer MineReader (version {version}). Please update MineReader.</source>
        <translation>资料库 {path} 由更新版本的 MineReader 写入（版本 {version}），请升级 MineReader。</translation>
    </message>
    <message>
        <source>The library {path} cannot be written. Check the permissions of the file and its folder.</source>
        <translation>资料库 {path} 无法写入，请检查该文件及其文件夹的权限。</translation>
    </message>
    <message>
        <source>The library {path} is in use by another program. Try again in a moment.</source>
        <translation>资料库 {path} 正被另一个程序使用，请稍后再试。</translation>
    </message>
    <message>
        <source>The disk is full, so {path} could not be written. Nothing stored was lost; free some space and try again.</source>
        <translation>磁盘已满，无法写入 {path}。已保存的内容没有丢失；请腾出空间后再试。</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}. The old file was left as it was.</source>
        <translation>无法写入 {path}：{reason}。原有文件未作改动。</translation>
    </message>
    <message>
        <source>{path} was changed since it was imported. Import it again first, then save the notes.</source>
        <translation>{path} 在导入之后被改动过。请先重新导入，再保存笔记。</translation>
    </message>
    <message>
        <source>The settings file {path} could not be used: {reason}.</source>
        <translation>设置文件 {path} 无法使用：{reason}。</translation>
    </message>
    <message>
        <source>A text took too long to prepare and is shown without formatting.</source>
        <translation>有一段文字处理时间过长，将不带格式显示。</translation>
    </message>
    <message>
        <source>{url} was not saved: {reason}.</source>
        <translation>{url} 没有保存：{reason}。</translation>
    </message>
    <message>
        <source>it has no link</source>
        <translation>它没有链接</translation>
    </message>
    <message>
        <source>{file} is missing in {folder}, or is not what was saved. Download its page again.</source>
        <translation>{folder} 中缺少 {file}，或者它已不是当初保存的内容。请重新下载所属的网页。</translation>
    </message>
    <message>
        <source>The saved copy of {url} was kept: the page now holds much less or something else. Delete the copy to save that.</source>
        <translation>保留了已保存的 {url}：网页现在的内容少得多，或已是别的内容。要保存现在的内容，请先删除已保存的。</translation>
    </message>
    <message>
        <source>{url} is not there any more: the site shows another page in its place.</source>
        <translation>{url} 已不存在：网站显示的是另一个页面。</translation>
    </message>
    <message>
        <source>The window needs a display, and there is none. The command line works without: see mine-reader --help.</source>
        <translation>打开窗口需要显示器，而现在没有。命令行不需要显示器：参见 mine-reader --help。</translation>
    </message>
    <message>
        <source>{url} could not be fetched: {reason}.</source>
        <translation>无法获取 {url}：{reason}。</translation>
    </message>
    <message>
        <source>{url} cannot be fetched: it is no http or https address. Check how it is written.</source>
        <translation>无法获取 {url}：它不是 http 或 https 地址，请检查写法。</translation>
    </message>
    <message>
        <source>{url} leads into this computer or its private network and was not fetched. The settings can allow it.</source>
        <translation>{url} 指向本机或其私有网络，没有获取。可在设置中允许。</translation>
    </message>
    <message>
        <source>{url} could not be reached: {reason}. Check the address and the connection, then try again.</source>
        <translation>无法连接 {url}：{reason}。请检查地址和网络连接后再试。</translation>
    </message>
    <message>
        <source>{url} was not fetched, because its connection is not secure: {reason}.</source>
        <translation>没有获取 {url}，因为连接不安全：{reason}。</translation>
    </message>
    <message>
        <source>{url} did not answer within {seconds} seconds. Try again later.</source>
        <translation>{url} 在 {seconds} 秒内没有答复，请稍后再试。</translation>
    </message>
    <message>
        <source>{url} is larger than {megabytes} MB and was not fetched.</source>
        <translation>{url} 超过 {megabytes} MB，没有获取。</translation>
    </message>
    <message>
        <source>{url} sends from one address to the next and never to an answer.</source>
        <translation>{url} 不断转到别的地址，始终没有答复。</translation>
    </message>
    <message>
        <source>The answer from {url} is damaged: {reason}. Try again later.</source>
        <translation>{url} 的答复已损坏：{reason}。请稍后再试。</translation>
    </message>
    <message>
        <source>{url} answered with the error {status}.</source>
        <translation>{url} 答复了错误 {status}。</translation>
    </message>
    <message>
        <source>Fetching {url} was cancelled.</source>
        <translation>已取消获取 {url}。</translation>
    </message>
    <message>
        <source>{url} cannot be read: {reason}.</source>
        <translation>无法读取 {url}：{reason}。</translation>
    </message>
    <message>
        <source>{url} is not a feed that can be read: {reason}.</source>
        <translation>{url} 不是可读取的订阅源：{reason}。</translation>
    </message>
    <message>
        <source>{url} answered with nothing where a feed should be.</source>
        <translation>{url} 的答复是空的，本应是订阅源。</translation>
    </message>
    <message>
        <source>{url} is a web page, not a feed. Add the address of the site to look for its feed.</source>
        <translation>{url} 是网页，不是订阅源。请添加网站的地址来查找它的订阅源。</translation>
    </message>
    <message>
        <source>No text to read was found in {url}. Open it in the browser.</source>
        <translation>在 {url} 中没有找到可读的文字，请在浏览器中打开。</translation>
    </message>
    <message>
        <source>{url} needs a login or scripts. Open it in the browser and save what it shows.</source>
        <translation>{url} 需要登录或脚本。请在浏览器中打开，再保存所显示的内容。</translation>
    </message>
    <message>
        <source>{url} took too long to read and was left out.</source>
        <translation>{url} 读取耗时过长，已略过。</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>内容为空</translation>
    </message>
    <message>
        <source>it did not come from a file</source>
        <translation>它不是从文件导入的</translation>
    </message>
    <message>
        <source>it does not begin with a level and 『</source>
        <translation>它不以级别和『开头</translation>
    </message>
    <message>
        <source>it is an index page; name it to import it</source>
        <translation>它是目录页；如需导入请直接指明</translation>
    </message>
    <message>
        <source>it is not a Markdown or text file</source>
        <translation>它不是 Markdown 或文本文件</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is not a library of MineReader</source>
        <translation>它不是 MineReader 的资料库</translation>
    </message>
    <message>
        <source>it is outside the folder</source>
        <translation>它在文件夹之外</translation>
    </message>
    <message>
        <source>its date is not like 2023-12-09</source>
        <translation>它的日期不是 2023-12-09 这样的写法</translation>
    </message>
    <message>
        <source>its level is not like 1 or 2-3</source>
        <translation>它的级别不是 1 或 2-3 这样的写法</translation>
    </message>
    <message>
        <source>its references do not fit after the update; it was left as it was</source>
        <translation>更新后其中的引用对不上；资料库保持原样</translation>
    </message>
    <message>
        <source>its 『 is not closed</source>
        <translation>它的『没有闭合</translation>
    </message>
    <message>
        <source>something stands after its end</source>
        <translation>它的结尾之后还有内容</translation>
    </message>
    <message>
        <source>the folder cannot be read: {error}</source>
        <translation>无法读取文件夹：{error}</translation>
    </message>
    <message>
        <source>another program is writing it</source>
        <translation>另一个程序正在写入它</translation>
    </message>
    <message>
        <source>it takes too much time or memory</source>
        <translation>它耗费的时间或内存太多</translation>
    </message>
    <message>
        <source>the folder is not there</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>The form</source>
        <translation>这种格式</translation>
    </message>
    <message>
        <source>it holds whole issues, not some of their notes</source>
        <translation>它包含整期内容，不能只含其中一些笔记</translation>
    </message>
    <message>
        <source>its issue “{title}” is split otherwise here, so that {count} of its notes were left out</source>
        <translation>其中的期刊“{title}”在这里的拆分方式不同，因此略去了 {count} 条笔记</translation>
    </message>
    <message>
        <source>it holds only a part of its issue “{title}”</source>
        <translation>它只含期刊“{title}”的一部分</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>它不是有效的 JSON</translation>
    </message>
    <message>
        <source>it holds neither issues nor annotations</source>
        <translation>它既不含期刊，也不含批注</translation>
    </message>
    <message>
        <source>its annotation {number} says nothing that can be used</source>
        <translation>其中第 {number} 条批注没有可用的内容</translation>
    </message>
    <message>
        <source>its annotation {number} is on {url}, which no article here links to</source>
        <translation>其中第 {number} 条批注所在的 {url}，这里没有文章链接到它</translation>
    </message>
    <message>
        <source>its issue “{title}” is damaged at “{place}”</source>
        <translation>其中的期刊“{title}”在“{place}”处已损坏</translation>
    </message>
    <message>
        <source>another version of its issue “{title}” is in the library already</source>
        <translation>其中的期刊“{title}”在资料库中已有另一个版本</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>there is no such host</source>
        <translation>没有这个主机</translation>
    </message>
    <message>
        <source>the connection was refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>no connection came about</source>
        <translation>连接没有建立</translation>
    </message>
    <message>
        <source>the proxy cannot be used</source>
        <translation>代理无法使用</translation>
    </message>
    <message>
        <source>its certificate is not valid</source>
        <translation>它的证书无效</translation>
    </message>
    <message>
        <source>the two sides did not agree on a secure way</source>
        <translation>双方未能商定安全的连接方式</translation>
    </message>
    <message>
        <source>it is cut short</source>
        <translation>内容不完整</translation>
    </message>
    <message>
        <source>it is no HTTP</source>
        <translation>它不是 HTTP</translation>
    </message>
    <message>
        <source>its headers are too long</source>
        <translation>它的头部过长</translation>
    </message>
    <message>
        <source>it is packed in a way that was not asked for</source>
        <translation>它的压缩方式不是所请求的</translation>
    </message>
    <message>
        <source>its packing is damaged</source>
        <translation>它的压缩数据已损坏</translation>
    </message>
    <message>
        <source>The search index of {path} is damaged; nothing else is. Make it anew with the command of that name in the Edit menu, or with mine-reader search --rebuild.</source>
        <translation>{path} 的搜索索引已损坏，其他内容都完好。请用“编辑”菜单中的“重建搜索索引”，或运行 mine-reader search --rebuild。</translation>
    </message>
    <message>
        <source>a search needs a name</source>
        <translation>搜索需要一个名称</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>it is neither XML nor a JSON feed</source>
        <translation>它既不是 XML，也不是 JSON 订阅源</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>内容已损坏</translation>
    </message>
    <message>
        <source>it is larger than 3 MB</source>
        <translation>它超过 3 MB</translation>
    </message>
    <message>
        <source>it is not a web page</source>
        <translation>它不是网页</translation>
    </message>
    <message>
        <source>{url} met an error of this program.</source>
        <translation>检查 {url} 时本程序出错。</translation>
    </message>
    <message>
        <source>{url} is gone for good, so it is not asked any more. Remove the feed, or look for its new address.</source>
        <translation>{url} 已永久消失，不再检查。请取消订阅，或寻找它的新地址。</translation>
    </message>
    <message>
        <source>{url} answered that nothing is new, though it was not asked so. Try again later.</source>
        <translation>{url} 未按请求作答，只说没有新内容。请稍后再试。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read: {reason}. It may be on a drive that is not there; nothing was removed.</source>
        <translation>无法读取文件夹 {path}：{reason}。它可能位于未连接的驱动器上；没有移除任何内容。</translation>
    </message>
    <message>
        <source>{new} new and {updated} updated entries.</source>
        <translation>{new} 条新内容，{updated} 条有更新。</translation>
    </message>
    <message>
        <source>The feed can be read again.</source>
        <translation>该订阅源又可以读取了。</translation>
    </message>
    <message>
        <source>it is from 15 minutes to a month</source>
        <translation>应在 15 分钟到一个月之间</translation>
    </message>
    <message>
        <source>it is not a folder</source>
        <translation>它不是文件夹</translation>
    </message>
    <message>
        <source>it is no http or https address</source>
        <translation>它不是 http 或 https 地址</translation>
    </message>
    <message>
        <source>it is no list of feeds (OPML) that can be read</source>
        <translation>它不是可读取的订阅列表（OPML）</translation>
    </message>
    <message>
        <source>a folder has neither interval nor pause</source>
        <translation>文件夹没有间隔和暂停</translation>
    </message>
    <message>
        <source>no feed was found there</source>
        <translation>在那里没有找到订阅源</translation>
    </message>
    <message>
        <source>The interval</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>The name of a feed</source>
        <translation>源的名称</translation>
    </message>
    <message>
        <source>feed</source>
        <translation>订阅源</translation>
    </message>
    <message>
        <source>without a level it needs a date</source>
        <translation>没有级别时需要日期</translation>
    </message>
    <message>
        <source>a date is written like 2023-12-09</source>
        <translation>日期要写成 2023-12-09 这样</translation>
    </message>
    <message>
        <source>a tag needs a name</source>
        <translation>标签需要名称</translation>
    </message>
    <message>
        <source>an issue&apos;s number has digits only, at most nine</source>
        <translation>期号只能是数字，最多九位</translation>
    </message>
    <message>
        <source>it cannot be read: {error}</source>
        <translation>无法读取：{error}</translation>
    </message>
    <message>
        <source>it could not be prepared in time</source>
        <translation>未能及时处理完</translation>
    </message>
    <message>
        <source>it is the library itself</source>
        <translation>它就是资料库本身</translation>
    </message>
    <message>
        <source>it begins there already</source>
        <translation>它本来就从那里开始</translation>
    </message>
    <message>
        <source>it cannot be split there</source>
        <translation>不能在那里拆分</translation>
    </message>
    <message>
        <source>it is no longer in the issue&apos;s file</source>
        <translation>它已不在期刊文件中</translation>
    </message>
    <message>
        <source>no article stands right before it</source>
        <translation>它前面没有紧挨着的文章</translation>
    </message>
    <message>
        <source>it is a binary file</source>
        <translation>它是二进制文件</translation>
    </message>
    <message>
        <source>it is in the article&apos;s text more than once</source>
        <translation>它在文章正文中出现了不止一次</translation>
    </message>
    <message>
        <source>it is larger than 50 MB</source>
        <translation>它超过 50 MB</translation>
    </message>
    <message>
        <source>it is not in the article&apos;s text</source>
        <translation>文章正文中没有它</translation>
    </message>
    <message>
        <source>it is not text in UTF-8, UTF-16 or GB18030</source>
        <translation>它不是 UTF-8、UTF-16 或 GB18030 编码的文本</translation>
    </message>
    <message>
        <source>its name is not valid text</source>
        <translation>它的名称不是有效的文本</translation>
    </message>
    <message>
        <source>its text is damaged</source>
        <translation>它的文本已损坏</translation>
    </message>
    <message>
        <source>A note was opened by “{excerpt}” and never closed; it is shown as text</source>
        <translation>以“{excerpt}”开头的笔记没有闭合，按正文显示</translation>
    </message>
    <message>
        <source>Code or a box was opened by “{excerpt}” and never closed; it is shown as text</source>
        <translation>以“{excerpt}”开头的代码或提示框没有闭合，按正文显示</translation>
    </message>
    <message>
        <source>The date “{date}” in the front matter was not understood</source>
        <translation>看不懂文件头中的日期“{date}”</translation>
    </message>
    <message>
        <source>The front matter is no valid YAML and is shown as text</source>
        <translation>文件头不是有效的 YAML，按正文显示</translation>
    </message>
    <message>
        <source>The front matter says {front_matter}, the file name {file_name}; the file name was taken</source>
        <translation>文件头写的是 {front_matter}，文件名写的是 {file_name}；以文件名为准</translation>
    </message>
    <message>
        <source>The line “{line}” looks like a date or an author, but is malformed; it is shown as text</source>
        <translation>“{line}”一行像日期或作者，但写法有误，按正文显示</translation>
    </message>
    <message>
        <source>The name of a source</source>
        <translation>来源的名称</translation>
    </message>
    <message>
        <source>The selection</source>
        <translation>所选文字</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The quote</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>article</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>issue</source>
        <translation>期刊</translation>
    </message>
    <message>
        <source>note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件或目录</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>它是一个目录</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>它不是目录</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统是只读的</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>数据库已损坏</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>无法打开数据库文件</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入输出错误</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许此操作</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Look in:</source>
        <translation>位置：</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>类型：</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>星标</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后读</translation>
    </message>
    <message>
        <source>With notes</source>
        <translation>有笔记</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>有更新</translation>
    </message>
    <message>
        <source>Smart views</source>
        <translation>智能视图</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>无颜色</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Decide by the text</source>
        <translation>按内容判断</translation>
    </message>
    <message>
        <source>Digest: ### 01 opens an article</source>
        <translation>文摘：### 01 起始一篇文章</translation>
    </message>
    <message>
        <source>Weekly: every ### opens an article</source>
        <translation>周刊：每个 ### 起始一篇文章</translation>
    </message>
    <message>
        <source>Numbered: 1、 opens an article</source>
        <translation>编号：1、 起始一篇文章</translation>
    </message>
    <message>
        <source>Lists of links: every item is an article</source>
        <translation>链接列表：每一项是一篇文章</translation>
    </message>
    <message>
        <source>Do not split: a section is an article</source>
        <translation>不拆分：一个栏目是一篇文章</translation>
    </message>
    <message>
        <source>Do not split: all of it is one article</source>
        <translation>不拆分：整期是一篇文章</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>全部笔记</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Last checked: {0}</source>
        <translation>上次检查：{0}</translation>
    </message>
    <message>
        <source>Next check: {0}</source>
        <translation>下次检查：{0}</translation>
    </message>
    <message numerus="yes">
        <source>Every %n week(s)</source>
        <translation>
            <numerusform>每 %n 周</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n day(s)</source>
        <translation>
            <numerusform>每 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n hour(s)</source>
        <translation>
            <numerusform>每 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n minute(s)</source>
        <translation>
            <numerusform>每 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Never load them</source>
        <translation>从不加载</translation>
    </message>
    <message>
        <source>Load one at a click on it</source>
        <translation>点击时加载</translation>
    </message>
    <message>
        <source>Always load them</source>
        <translation>总是加载</translation>
    </message>
    <message>
        <source>Show more…</source>
        <translation>显示更多…</translation>
    </message>
    <message>
        <source>Undated</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>Saved pages</source>
        <translation>保存的网页</translation>
    </message>
    <message>
        <source>{0} (read)</source>
        <translation>{0}（已读）</translation>
    </message>
    <message>
        <source>No. {0}</source>
        <translation>第 {0} 期</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>{0} unread of {1}</source>
        <translation>{1} 篇中有 {0} 篇未读</translation>
    </message>
    <message>
        <source>No longer in the issue</source>
        <translation>已不在本期中</translation>
    </message>
    <message>
        <source>No longer in the issue since {0}</source>
        <translation>自 {0} 起已不在本期中</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Its text has changed since you read it</source>
        <translation>读过之后内容有改动</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>星标</translation>
    </message>
    <message>
        <source>later</source>
        <translation>稍后读</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>with notes</source>
        <translation>有笔记</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>有更新</translation>
    </message>
    <message>
        <source>no longer in the issue</source>
        <translation>已不在本期中</translation>
    </message>
    <message>
        <source>Something went wrong: {0}</source>
        <translation>出错了：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) imported</source>
        <translation>
            <numerusform>已导入 %n 期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n 期没有变化</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n feed(s)</source>
        <translation>
            <numerusform>%n 个订阅源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n 个文件已跳过</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>languages</name>
    <message>
        <source>en</source>
        <comment>the name of this language: en, zh_CN</comment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>Mark all as read</source>
        <translation>全部标为已读</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on asking</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>Open the site</source>
        <translation>打开网站</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>取消订阅</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止监视</translation>
    </message>
    <message>
        <source>Mark all as unread</source>
        <translation>全部标为未读</translation>
    </message>
    <message>
        <source>Properties…</source>
        <translation>属性…</translation>
    </message>
    <message>
        <source>Delete the source</source>
        <translation>删除来源</translation>
    </message>
    <message>
        <source>Links and downloads</source>
        <translation>链接与下载</translation>
    </message>
    <message>
        <source>Open this link</source>
        <translation>打开这个链接</translation>
    </message>
    <message>
        <source>Download this link</source>
        <translation>下载这个链接</translation>
    </message>
    <message>
        <source>Copy this link</source>
        <translation>复制这个链接</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove the tag everywhere</source>
        <translation>从所有文章移除此标签</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Open in an editor</source>
        <translation>用编辑器打开</translation>
    </message>
    <message>
        <source>Import again</source>
        <translation>重新导入</translation>
    </message>
    <message>
        <source>Change what is searched…</source>
        <translation>修改搜索内容…</translation>
    </message>
    <message>
        <source>Delete the search</source>
        <translation>删除搜索</translation>
    </message>
    <message>
        <source>Delete the issue</source>
        <translation>删除本期</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The latest good backup is of {0}. Restoring it keeps the damaged file beside it.</source>
        <translation>最近的完好备份日期为 {0}。恢复后，损坏的文件仍会保留在旁边。</translation>
    </message>
    <message>
        <source>Restore the backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Language of the program</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Text size in the reader, in pixels</source>
        <translation>正文字号（像素）</translation>
    </message>
    <message>
        <source>Width of the text, in Chinese characters</source>
        <translation>正文宽度（汉字数）</translation>
    </message>
    <message>
        <source>Search traditional and simplified characters alike</source>
        <translation>搜索时繁体与简体互通</translation>
    </message>
    <message>
        <source>Show the notes pane</source>
        <translation>显示笔记栏</translation>
    </message>
    <message>
        <source>When an article counts as read</source>
        <translation>文章何时算已读</translation>
    </message>
    <message>
        <source>Seconds an article must be on screen before it counts as read</source>
        <translation>文章显示多少秒后算作已读</translation>
    </message>
    <message>
        <source>Mark an article as unread when its text has changed</source>
        <translation>文章内容有改动时标为未读</translation>
    </message>
    <message>
        <source>What a click on a link opens</source>
        <translation>点击链接时打开</translation>
    </message>
    <message>
        <source>Let copies and exports link to the places of notes in MineReader</source>
        <translation>复制和导出的笔记带上回到 MineReader 原处的链接</translation>
    </message>
    <message>
        <source>Obsidian vault that is kept up to date by itself</source>
        <translation>自动保持最新的 Obsidian 仓库</translation>
    </message>
    <message>
        <source>Check feeds for what is new in the background</source>
        <translation>在后台检查订阅源有无新内容</translation>
    </message>
    <message>
        <source>Minutes between two checks of a feed</source>
        <translation>两次检查订阅源相隔的分钟数</translation>
    </message>
    <message>
        <source>Check all feeds when the program starts, due or not</source>
        <translation>启动时检查所有订阅源，无论是否到时</translation>
    </message>
    <message>
        <source>Tell on the desktop when feeds have something new</source>
        <translation>订阅源有新内容时发送桌面通知</translation>
    </message>
    <message>
        <source>Go on in the notification area when the window is closed</source>
        <translation>关闭窗口后在通知区域继续运行</translation>
    </message>
    <message>
        <source>Pictures that are saved of a web page at most</source>
        <translation>一个网页最多保存的图片数</translation>
    </message>
    <message>
        <source>Megabytes that a saved picture may have</source>
        <translation>保存的一张图片的大小上限（MB）</translation>
    </message>
    <message>
        <source>Megabytes that a saved file may have</source>
        <translation>保存的一个文件的大小上限（MB）</translation>
    </message>
    <message>
        <source>Let links and pictures lead into the private network</source>
        <translation>允许链接和图片指向私有网络</translation>
    </message>
    <message>
        <source>Keyboard shortcuts that differ from the built-in ones, by action</source>
        <translation>与内置不同的键盘快捷键</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>米色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>When it was on screen and is scrolled past or left</source>
        <translation>显示过并滚过或离开之后</translation>
    </message>
    <message>
        <source>As soon as it is reached</source>
        <translation>一到达就算</translation>
    </message>
    <message>
        <source>Only by hand</source>
        <translation>只手动标记</translation>
    </message>
    <message>
        <source>The saved copy, else the browser; the other way round with Shift</source>
        <translation>已保存的副本，没有则用浏览器；按住 Shift 则相反</translation>
    </message>
    <message>
        <source>The browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Nothing: the address is copied</source>
        <translation>不打开，复制地址</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys, apart by a blank</source>
        <translation>按键，用空格分隔</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
</TS>
