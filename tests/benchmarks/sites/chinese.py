"""Pages as Chinese hosts of articles make them."""

# ruff: noqa: E501 - markup is read best when an element is one line

from tests.benchmarks.sites.making import Maker, Style


def _wechat(m: Maker, content: str) -> str:
    """What stands around an article of an official account; its text is made visible by a script."""
    return f"""<!DOCTYPE html><html class=""><head><meta charset="utf-8"><meta property="og:title" content="{m.title}"><meta property="og:article:author" content="{m.author}"><meta property="og:site_name" content="微信公众平台"><title></title><style>.rich_media_content{{overflow:hidden}}</style></head><body id="activity-detail" class="zh_CN mm_appmsg appmsg_skin_default"><div id="js_article" class="rich_media"><div id="js_top_ad_area" class="top_banner"></div><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div class="rich_media_area_primary_inner"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title " id="activity-name">
                        {m.title}
                    </h1><div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="wx_tap_link js_wx_tap_highlight rich_media_meta icon_appmsg_tag appmsg_title_tag weui-wa-hotarea">原创</span><span class="rich_media_meta rich_media_meta_text">{m.author}</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" class="wx_tap_link" id="js_name">{m.site}</a><div id="js_profile_qrcode" aria-hidden="true" class="profile_container" style="display:none;"><div class="profile_inner"><strong class="profile_nickname">{m.nav(2)}</strong><p class="profile_meta"><label class="profile_meta_label">微信号</label><span class="profile_meta_value">{m.nav(1)}</span></p><p class="profile_meta"><label class="profile_meta_label">功能介绍</label><span class="profile_meta_value">{m.nav(14)}</span></p></div></div></span><em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>
<div class="rich_media_content js_underline_content autoTypeSetting24psection" id="js_content" style="visibility: hidden; opacity: 0; ">{content}</div></div><script type="text/javascript" nonce="1">var ct = "{int(m.date.timestamp())}"; var msg_title = '{m.title}'; document.getElementById('js_content').style.visibility = 'visible';</script><div class="rich_media_tool" id="js_toobar3"><div class="weui-loadmore">{m.nav(3)}</div></div><div id="js_tags_preview_toast" class="article-tag__error-tips" style="display: none;">{m.nav(literal="预览时标签不可点")}</div><div class="read-more__area"><a id="js_view_source" href="javascript:;" class="wx_tap_cell">{m.nav(literal="阅读原文")}</a></div></div></div>
<div class="rich_media_area_extra"><div class="rich_media_area_extra_inner"><div id="js_cmt_area">{m.nav(6)}</div></div></div><div id="js_pc_qr_code" class="qr_code_pc_outer" style="display:none;"><div class="qr_code_pc_inner"><div class="qr_code_pc"><p>{m.nav(literal="微信扫一扫关注该公众号")}</p></div></div></div></div></div><div class="wx_network_msg_wrp" id="js_network_msg_wrp">{m.nav(4)}</div><div class="comment_primary_emotion_panel_wrp" style="display: none">{m.nav(3)}</div><div class="weui-dialog" style="display: none;"><div class="weui-dialog__bd">{m.nav(literal="继续滑动看下一个")}</div></div></body></html>"""


def wechat_plain(m: Maker) -> str:
    style = Style(
        paragraph=lambda text: (
            f'<p style="margin-bottom: 0px;letter-spacing: 0.5px;line-height: 1.75em;"><span style="font-size: 15px;color: rgb(63, 63, 63);">{text}</span></p><p><br></p>'
        ),
        heading=lambda text: (
            f'<p style="text-align: center;"><strong><span style="font-size: 18px;">{text}</span></strong></p>'
        ),
        image=lambda src, caption: (
            f'<p style="text-align: center;"><img class="rich_pages wxw-img" data-galleryid="" data-ratio="0.66" data-s="300,640" data-src="{src}?wx_fmt=jpeg" data-type="jpeg" data-w="1080" style=""></p><p style="text-align: center;"><span style="font-size: 12px;color: rgb(136, 136, 136);">{caption}</span></p>'
        ),
        code=lambda lines: (
            '<section class="code-snippet__fix code-snippet__js"><ul class="code-snippet__line-index code-snippet__js">'
            + "<li></li>" * (lines.count("\n") + 1)
            + '</ul><pre class="code-snippet__js" data-lang="python">'
            + "".join(f'<code><span class="code-snippet_outer">{line}</span></code>' for line in lines.split("\n"))
            + "</pre></section>"
        ),
    )
    return _wechat(m, m.body(style))


def wechat_editor(m: Maker) -> str:
    """As editors of layouts make it: sections in sections, a span around every leaf, decoration in between."""
    style = Style(
        paragraph=lambda text: (
            f'<section data-role="outer" label="edit by editor"><section data-tools="x" style="padding: 0 16px;box-sizing:border-box;"><section style="text-align: justify;"><p style="text-wrap: wrap;"><span leaf="">{text}</span></p></section></section></section>'
        ),
        heading=lambda text: (
            f'<section data-role="title" data-id="1"><section style="display: flex;justify-content: center;"><section style="width: 20px;height: 2px;background: #07c160;box-sizing: border-box;overflow: hidden;"><br></section><section data-brushtype="text" style="padding: 0 10px;"><span leaf=""><strong>{text}</strong></span></section></section></section>'
        ),
        image=lambda src, caption: (
            f'<section nodeleaf="" style="text-align: center;"><img class="rich_pages wxw-img js_insertlocalimg" data-src="{src}" data-ratio="1.3" data-w="800" src="data:image/svg+xml,%3Csvg/%3E" style="width: 100% !important;visibility: visible !important;"></section><section><span leaf="" style="font-size: 12px;">{caption}</span></section>'
        ),
        table=lambda rows: (
            "<table><tbody>"
            + "".join(
                "<tr>"
                + "".join(
                    f'<td valign="top" style="border-color: rgb(1,1,1);"><section><span leaf="">{cell}</span></section></td>'
                    for cell in row
                )
                + "</tr>"
                for row in rows
            )
            + "</tbody></table>"
        ),
    )
    card = '<section class="mp_profile_iframe_wrp" nodeleaf=""><mp-common-profile class="js_uneditable custom_select_card mp_profile_iframe" data-pluginname="mpprofile" data-nickname="x" data-signature="y"></mp-common-profile></section>'
    return _wechat(m, card + m.body(style))


def zhihu_column(m: Maker) -> str:
    style = Style(
        paragraph=lambda text: f'<p data-first-child="" data-pid="x1">{text}</p>',
        image=lambda src, caption: (
            f'<figure data-size="normal"><noscript><img src="{src}" data-caption="" data-size="normal" class="origin_image zh-lightbox-thumb"></noscript><img src="data:image/svg+xml;utf8,&lt;svg&gt;&lt;/svg&gt;" class="origin_image zh-lightbox-thumb lazy" data-original="{src}" data-actualsrc="{src}"><figcaption>{caption}</figcaption></figure>'
        ),
        code=lambda lines: f'<div class="highlight"><pre><code class="language-python">{lines}</code></pre></div>',
    )
    return f"""<!doctype html><html lang="zh" data-hairline="true"><head><title>{m.title} - 知乎</title><meta property="og:title" content="{m.title}"><meta property="og:site_name" content="知乎专栏"></head><body class="PostIndex-body"><div id="root"><div class="App"><div class="css-1"><header role="banner" class="Sticky AppHeader"><div class="AppHeader-inner"><ul role="navigation" class="Tabs AppHeader-Tabs">{m.links(4, 1, '<li class="Tabs-item">')}</ul><div class="SearchBar"><button>{m.nav(literal="登录知乎")}</button></div></div></header></div><main role="main" class="App-main"><div class="Post-content"><div class="ColumnPageHeader-Wrapper"><div class="ColumnPageHeader"><a class="ColumnPageHeader-TitleColumn">{m.nav(2)}</a><button class="ColumnPageHeader-WriteButton">{m.nav(literal="写文章")}</button></div></div><div class="Post-Row-Content"><div class="Post-Row-Content-left"><article class="Post-Main Post-NormalMain" tabindex="-1"><header class="Post-Header"><h1 class="Post-Title">{m.title}</h1><div class="Post-Author"><div class="AuthorInfo" itemprop="author" itemscope itemtype="http://schema.org/Person"><meta itemprop="name" content="{m.author}"><div class="AuthorInfo-content"><div class="AuthorInfo-head"><span class="UserLink AuthorInfo-name"><a class="UserLink-link" href="/people/x">{m.author}</a></span></div><div class="AuthorInfo-detail"><div class="ztext AuthorInfo-badgeText">{m.nav(6)}</div></div></div></div><button class="FollowButton">{m.nav(literal="关注他")}</button></div><div class="LabelContainer-wrapper"><span class="Voters"><button>{m.nav(4)}</button></span></div></header><div class="Post-RichTextContainer"><div class="css-376mun"><div class="RichText ztext Post-RichText css-yvdm7v" options="[object Object]">{m.body(style)}</div></div></div><div class="ContentItem-time" role="button">发布于 {m.date:%Y-%m-%d %H:%M}・IP 属地北京</div><div class="Post-topicsAndReviewer"><div class="TopicList Post-Topics">{m.links(3, 1, '<div class="Tag Topic">', "</div>")}</div></div><div class="RichContent-actions is-bottom"><div class="ContentItem-actions"><button class="VoteButton VoteButton--up">赞同 123</button><button class="BottomActions-CommentBtn">{m.nav(literal="12 条评论")}</button></div></div></article><div class="PostIndex-Contributions"><h3>{m.nav(literal="文章被以下专栏收录")}</h3>{m.cards(2, "ContentItem Column-ColumnItem")}</div><div class="Comments-container"><div class="CommentListV2"><div class="NestComment"><div class="CommentItemV2"><div class="CommentItemV2-metaSibling"><div class="CommentRichText"><div class="RichText ztext">{m.nav(15)}</div></div></div></div></div><div class="NestComment"><div class="RichText ztext">{m.nav(20)}</div></div></div></div><div class="Recommendations-Main"><h3 class="BlockTitle">{m.nav(literal="推荐阅读")}</h3><ul class="Recommendations-List">{m.cards(4, "PostItem")}</ul></div></div></div></div></main></div></div></body></html>"""


def juejin(m: Maker) -> str:
    style = Style(
        paragraph=lambda text: f'<p data-v-md="1">{text}</p>',
        heading=lambda text: f'<h2 data-id="heading-0">{text}</h2>',
        code=lambda lines: (
            f'<pre><div class="code-block-extension-header"><div class="code-block-extension-headerLeft"><div class="code-block-extension-foldBtn"><svg></svg></div><span class="code-block-extension-lang">python</span></div><div class="code-block-extension-headerRight"><span class="code-block-extension-codeCopyBtn">{m.nav(literal="体验AI代码助手")}</span></div></div><code class="hljs language-python code-block-extension-codeShowNum" lang="python">{"".join(f"<span class=code-block-extension-codeLine>{line}</span>" + chr(10) for line in lines.split(chr(10)))}</code></pre>'
        ),
        image=lambda src, caption: (
            f'<p><img src="{src}~tplv-image.image#?w=800" alt="" loading="lazy" class="medium-zoom-image"></p><p><em>{caption}</em></p>'
        ),
    )
    return f"""<!doctype html><html data-n-head-ssr lang="zh"><head><title>{m.title} - 掘金</title><meta itemprop="headline" content="{m.title}"><meta itemprop="datePublished" content="{m.date.isoformat()}"></head><body><div id="__nuxt"><div id="__layout"><div id="juejin"><div class="view-container container"><div class="main-header-box"><header class="main-header main-header"><div class="container"><nav role="navigation" class="main-nav"><ul class="nav-list">{m.links(8, 1, '<li class="main-nav-list">')}</ul></nav></div></header></div><main class="container main-container with-view-nav"><div class="view column-view"><div class="article-suspended-panel dynamic-data-ready"><div class="tooltip">{m.nav(literal="收藏本文")}</div></div><div class="main-area article-area"><article itemscope itemtype="http://schema.org/Article" class="article" data-entry-id="7"><meta itemprop="headline" content="{m.title}"><meta itemprop="datePublished" content="{m.date.isoformat()}"><div itemprop="author" itemscope itemtype="http://schema.org/Person"><meta itemprop="name" content="{m.author}"></div><h1 class="article-title">{m.title}</h1><div class="author-info-block"><div class="author-info-box"><div class="author-name"><a href="/user/1" class="username"><span class="name">{m.author}</span></a></div><div class="meta-box"><time datetime="{m.date.isoformat()}" class="time">{m.date:%Y-%m-%d}</time><span class="views-count">1,234</span><span class="read-time">{m.nav(3)}</span></div></div></div><div itemprop="articleBody" class="article-viewer markdown-body cache"><style>.markdown-body{{word-break:break-word}}</style><div id="article-root" class="main"><div>{m.body(style)}</div></div></div></article><div class="article-end"><div class="tag-list-box"><div class="tag-list">{m.links(3, 1, '<div class="tag-item">', "</div>")}</div></div><div class="category-course-recommend">{m.nav(8)}</div></div><div class="article-comment-box comment-box"><div class="title-box">评论 2</div><div class="comment-list"><div class="item"><div class="content">{m.nav(12)}</div></div></div></div><div class="recommended-area"><div class="entry-list recommended-entry-list">{m.cards(4, "item recommend-item")}</div></div></div><div class="sidebar sidebar"><div class="sidebar-block author-block"><p>{m.nav(6)}</p></div><div class="sidebar-block related-entry-sidebar-block">{m.links(5, 5, '<a class="item">', "</a>")}</div></div></div></main></div></div></div></div></body></html>"""


def csdn(m: Maker) -> str:
    style = Style(
        heading=lambda text: f'<h2><a name="t0"></a><a id="x"></a>{text}</h2>',
        code=lambda lines: (
            f'<pre data-index="0" class="set-code-hide prettyprint"><code class="prism language-python has-numbering" onclick="mdcp.copyCode(event)">{lines}<div class="hljs-button signin active" data-title="登录后复制"></div></code><ul class="pre-numbering" style="">{"".join(f"<li style=color:#999>{n}</li>" for n in range(1, 13))}</ul></pre>'
        ),
        image=lambda src, caption: f'<p><img src="{src}#pic_center" alt="在这里插入图片描述"><br>{caption}</p>',
        table=lambda rows: (
            '<div class="table-box"><table><thead><tr>'
            + "".join(f"<th>{cell}</th>" for cell in rows[0])
            + "</tr></thead><tbody>"
            + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
            + "</tbody></table></div>"
        ),
    )
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><title>{m.title}-CSDN博客</title><meta name="description" content="文章浏览阅读1.2k次。"></head><body class="nodata"><div id="toolbarBox" style="min-height: 48px;">{m.links(6, 1, "<li>", "</li>")}</div><div class="main_father clearfix d-flex justify-content-center"><div class="container clearfix" id="mainBox"><main><div class="blog-content-box"><div class="article-header-box"><div class="article-header"><div class="article-title-box"><h1 class="title-article" id="articleContentId">{m.title}</h1></div><div class="article-info-box"><div class="article-bar-top"><a class="follow-nickName" href="/x">{m.author}</a><span class="time">最新推荐文章于 {m.date:%Y-%m-%d %H:%M:%S} 发布</span><div class="read-count-box"><span class="read-count">阅读量1.2k</span></div><div class="tags-box artic-tag-box"><span class="label">{m.nav(literal="分类专栏：")}</span>{m.links(2, 1, "", "")}</div></div><div class="up-time"><span>{m.nav(literal="本文链接：")}</span></div><div class="slide-content-box"><div class="article-copyright"><div class="creativecommons">{m.nav(literal="版权声明：本文为博主原创文章，遵循 CC 4.0 BY-SA 版权协议，转载请附上原文出处链接和本声明。")}</div></div></div></div></div></div><div id="blogHuaweiyunAdvert"></div><article class="baidu_pl"><div id="article_content" class="article_content clearfix"><link rel="stylesheet" href="x.css"><div id="content_views" class="markdown_views prism-atom-one-dark">{m.body(style)}</div></div></article></div><div class="recommend-box insert-baidu-box recommend-box-style">{m.cards(5, "recommend-item-box type_blog clearfix")}</div><div class="comment-box"><div class="comment-list-container"><ul class="comment-list"><li class="comment-line-box"><div class="right-box"><span class="new-comment">{m.nav(14)}</span></div></li></ul></div></div></main><div class="blog_container_aside"><div id="asideProfile" class="aside-box">{m.nav(4)}</div><div id="asideHotArticle" class="aside-box"><h3 class="aside-title">{m.nav(literal="热门文章")}</h3><div class="aside-content"><ul class="hotArticle-list">{m.links(5, 5)}</ul></div></div></div></div></div><div class="mask-dark"></div><div class="toolbar-advert">{m.nav(6)}</div></body></html>"""


def next_theme(m: Maker) -> str:
    """A Hexo theme: code in a table with its numbers, a reward, a licence and neighbours below the text."""
    gutter = "<br>".join(f'<span class="line">{n}</span>' for n in range(1, 13))
    style = Style(
        code=lambda lines: (
            f'<figure class="highlight python"><table><tr><td class="gutter"><pre>{gutter}<br></pre></td><td class="code"><pre>'
            + "<br>".join(f'<span class="line">{line}</span>' for line in lines.split("\n"))
            + "<br></pre></td></tr></table></figure>"
        ),
        heading=lambda text: f'<h2 id="x"><a href="#x" class="headerlink" title="{text}"></a>{text}</h2>',
        image=lambda src, caption: f'<p><img data-src="{src}" alt="" class="lazyload"></p><p>{caption}</p>',
    )
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><title>{m.title} | {m.site}</title><meta property="og:title" content="{m.title}"><meta property="article:published_time" content="{m.date.isoformat()}"><meta property="article:author" content="{m.author}"></head><body itemscope itemtype="http://schema.org/WebPage"><div class="headband"></div><main class="main"><div class="column"><header class="header" itemscope itemtype="http://schema.org/WPHeader"><div class="site-brand-container"><div class="site-meta"><a href="/" class="brand" rel="start"><i class="logo-line"></i><p class="site-title">{m.site}</p></a><p class="site-subtitle" itemprop="description">{m.nav(5)}</p></div></div><nav class="site-nav"><ul class="main-menu menu">{m.links(5, 1, '<li class="menu-item">')}</ul></nav></header><aside class="sidebar"><div class="sidebar-inner"><div class="site-overview-wrap sidebar-panel"><p class="site-author-name" itemprop="name">{m.author}</p><div class="site-description" itemprop="description">{m.nav(6)}</div></div></div></aside></div><div class="main-inner post posts-expand"><div class="post-block"><article itemscope itemtype="http://schema.org/Article" class="post-content" lang="zh-CN"><link itemprop="mainEntityOfPage" href="#"><span hidden itemprop="author" itemscope itemtype="http://schema.org/Person"><meta itemprop="name" content="{m.author}"><meta itemprop="description" content="x"></span><header class="post-header"><h1 class="post-title" itemprop="name headline">{m.title}</h1><div class="post-meta-container"><div class="post-meta"><span class="post-meta-item"><span class="post-meta-item-text">发表于</span><time title="创建时间" itemprop="dateCreated datePublished" datetime="{m.date.isoformat()}">{m.date:%Y-%m-%d}</time></span><span class="post-meta-item" title="阅读次数" id="busuanzi_container_page_pv" style="display: none;"><span class="post-meta-item-text">{m.nav(literal="阅读次数：")}</span></span></div></div></header><div class="post-body" itemprop="articleBody">{m.body(style)}</div><footer class="post-footer"><div class="reward-container"><div>{m.nav(literal="坚持原创技术分享，您的支持将鼓励我继续创作！")}</div><button>赞赏</button></div><div class="post-copyright"><ul><li class="post-copyright-author"><strong>{m.nav(literal="本文作者：")}</strong>{m.author}</li><li class="post-copyright-license"><strong>{m.nav(literal="版权声明：")}</strong>{m.nav(9)}</li></ul></div><div class="post-tags">{m.links(3, 1, "", "")}</div><div class="post-nav"><div class="post-nav-item"><a href="#" rel="prev">{m.nav(5)}</a></div><div class="post-nav-item"><a href="#" rel="next">{m.nav(5)}</a></div></div></footer></article></div></div></main><footer class="footer"><div class="footer-inner"><div class="copyright">&copy; 2024 {m.nav(2)}</div><div class="powered-by">{m.nav(4)}</div></div></footer></body></html>"""


def government(m: Maker) -> str:
    """News of an office: a table of marks before the text, the text in the editor's div, who is responsible after it."""
    style = Style(
        paragraph=lambda text: (
            f'<p style="text-indent: 2em; text-align: justify;"><span style="font-family: 宋体;">{text}</span></p>'
        ),
        heading=lambda text: f'<p style="text-indent: 2em;"><strong>{text}</strong></p>',
        image=lambda src, caption: (
            f'<p style="text-align: center;"><img src="{src}" style="width:600px"></p><p style="text-align: center;"><span style="font-family: 楷体;">{caption}</span></p>'
        ),
    )
    return f"""<!DOCTYPE html><html><head><meta name="SiteName" content="{m.site}"><meta name="ArticleTitle" content="{m.title}"><meta name="PubDate" content="{m.date:%Y-%m-%d %H:%M}"><title>{m.title}_{m.nav(2)}_{m.site}</title></head><body><div class="header"><div class="hd_top">{m.links(3, 1, "", "|")}</div><div class="nav"><ul>{m.links(6, 1)}</ul></div></div><div class="container w1100"><div class="BreadcrumbNav">{m.nav(literal="当前位置：")}{m.links(3, 1, "", " > ")}</div><div class="article oneColumn pub_border"><h1 id="ti">{m.title}</h1><div class="pages-date">{m.date:%Y-%m-%d %H:%M}<span class="font">来源：{m.site}</span><div class="pages_print">{m.nav(literal="字号：大 中 小")}<span>{m.nav(literal="打印本页")}</span></div></div><div class="pages_content" id="UCAP-CONTENT"><div class="view TRS_UEDITOR trs_paper_default trs_web">{m.body(style)}</div></div><div class="editor">{m.nav(literal="责任编辑：李某")}</div><div class="share"><span>{m.nav(literal="扫一扫在手机打开当前页")}</span></div><div class="related"><div class="related-title">{m.nav(literal="相关稿件")}</div><ul class="list01">{m.links(4, 6)}</ul></div></div></div><div class="footer"><div class="footer-nav">{m.links(4, 2, "", "|")}</div><p>{m.nav(literal="主办单位：某办公室")}</p><p>{m.nav(5)}</p></div></body></html>"""


def portal(m: Maker) -> str:
    """News of a portal: advertising in iframes and divs, other news beside, below and between."""
    inner = f'<div class="gg200x300"><div id="ad_1" class="ad_wrap"><a href="https://ad.example" target="_blank">{m.nav(5)}</a></div></div>'
    style = Style(
        image=lambda src, caption: f'<p class="f_center"><img src="{src}" alt=""><br>{caption}</p>',
        heading=lambda text: f"<p><b>{text}</b></p>",
    )
    return f"""<!DOCTYPE HTML><html><head><title>{m.title}_{m.site}</title><meta property="og:title" content="{m.title}"><meta property="article:published_time" content="{m.date.isoformat()}"><meta name="author" content="{m.author}"></head><body><div class="post_nav"><div class="ntes-nav-main clearfix">{m.links(9, 1, "", "")}</div></div><div class="wrapper clearfix" id="contain"><div class="post_wrap_top"></div><div class="post_main"><h1 class="post_title">{m.title}</h1><div class="post_info">{m.date:%Y-%m-%d %H:%M:%S}　来源: <a href="#">{m.site}</a><a href="#" class="post_jubao">{m.nav(literal="举报该文")}</a></div><div class="post_top"><ul class="post_top_shares"><li>{m.nav(literal="分享至好友和朋友圈")}</li></ul></div><div class="post_content" id="content"><div class="post_top_tie_wrap"></div><div class="post_body">{m.body(style, inner)}</div><div class="post_statement">{m.nav(literal="特别声明：以上内容仅代表作者本人的观点，与本网站立场无关。")}</div><div class="post_author"><p>责任编辑：{m.author}</p></div></div><div class="post_next"><h2>{m.nav(literal="返回首页看更多")}</h2></div><div class="post_recommends"><h2 class="title"><strong>{m.nav(literal="相关推荐")}</strong></h2>{m.cards(5, "post_recommend")}</div><div class="tie-area"><div class="tie-list"><p class="bbs">{m.nav(15)}</p><p class="bbs">{m.nav(11)}</p></div></div></div><div class="post_side"><div class="post_side_mod"><h2>{m.nav(literal="热点新闻")}</h2><ul class="hot_list">{m.links(10, 5)}</ul></div></div></div><div class="N-nav-bottom">{m.links(5, 2, "", "|")}</div></body></html>"""
