"""Blogs: what WordPress, static generators and hosted services make."""

# ruff: noqa: E501 - markup is read best when an element is one line

from tests.benchmarks.sites.making import Maker, Style


def _prism(lines: str) -> str:
    return f'<pre class="wp-block-code"><code lang="python" class="language-python">{lines}</code></pre>'


def _wp_image(src: str, caption: str) -> str:
    return f'<figure class="wp-block-image size-large"><img loading="lazy" width="1024" height="683" src="{src}" alt="" class="wp-image-12" srcset="{src} 1024w, {src} 300w"><figcaption class="wp-element-caption">{caption}</figcaption></figure>'


def _wp_table(rows: list[list[str]]) -> str:
    made = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<figure class="wp-block-table"><table><tbody>{made}</tbody></table></figure>'


_WORDPRESS = Style(
    heading=lambda text: f'<h2 class="wp-block-heading">{text}</h2>', code=_prism, image=_wp_image, table=_wp_table
)


def _comment(m: Maker, number: int) -> str:
    return (
        f'<li id="comment-{number}" class="comment even thread-even depth-1"><article id="div-comment-{number}" class="comment-body">'
        f'<footer class="comment-meta"><div class="comment-author vcard"><b class="fn"><a href="#" rel="external nofollow">{m.nav(2)}</a></b> <span class="says">says:</span></div>'
        f'<div class="comment-metadata"><a href="#comment-{number}"><time datetime="2024-05-01T10:00:00+00:00">May 1, 2024</time></a></div></footer>'
        f'<div class="comment-content"><p>{m.nav(18)} {m.nav(22)}</p><p>{m.nav(15)}</p></div><div class="reply"><a rel="nofollow" href="#">Reply</a></div></article></li>'
    )


def wordpress_block_theme(m: Maker) -> str:
    """WordPress' own theme of blocks, with Jetpack's buttons and related posts."""
    share = f'<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">{m.pick("Share this:", "分享到：")}</h3><div class="sd-content"><ul><li class="share-twitter"><a rel="nofollow" href="?share=t"><span>{m.nav(2)}</span></a></li><li class="share-facebook"><a href="?share=f"><span>{m.nav(2)}</span></a></li></ul></div></div></div>'
    related = f'<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>{m.pick("Related", "相关")}</em></h3><div class="jp-relatedposts-items">{m.cards(3, "jp-relatedposts-post")}</div></div>'
    follow = f'<div class="wp-block-jetpack-subscriptions__container"><p>{m.nav(9)}</p><form action="#"><input type="email" placeholder="Email"><button>{m.pick("Subscribe now", "马上订阅")}</button></form></div>'
    return f"""<!DOCTYPE html><html lang="{m.language}" dir="{m.direction}"><head><meta charset="utf-8"><title>{m.title} &#8211; {m.site}</title>
<meta property="og:title" content="{m.title}"><meta property="article:published_time" content="{m.date.isoformat()}"><meta property="og:site_name" content="{m.site}"><meta name="author" content="{m.author}"></head>
<body class="post-template-default single single-post wp-embed-responsive"><div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group has-global-padding"><p class="wp-block-site-title"><a href="/">{m.site}</a></p><nav class="wp-block-navigation"><ul class="wp-block-navigation__container wp-block-page-list">{m.links(5, 1, '<li class="wp-block-pages-list__item">')}</ul></nav></div></header>
<main class="wp-block-group"><div class="wp-block-group has-global-padding is-layout-constrained"><h1 class="wp-block-post-title">{m.title}</h1><div class="wp-block-group is-layout-flex"><div class="wp-block-post-date"><time datetime="{m.date.isoformat()}">{m.date:%B %d, %Y}</time></div><div class="wp-block-post-author-name">{m.author}</div></div></div>
<div class="entry-content wp-block-post-content is-layout-constrained">{m.body(_WORDPRESS, follow)}{share}{related}</div>
<div class="wp-block-post-terms">{m.links(3, 1, "", ", ")}</div><div class="wp-block-comments"><h2 class="wp-block-comments-title">{m.pick("Two thoughts on this piece", "两条看法")}</h2><ol class="wp-block-comment-template">{_comment(m, 1)}{_comment(m, 2)}</ol><div id="respond" class="comment-respond"><h3 class="comment-reply-title">{m.pick("Leave a Reply", "发表回复")}</h3><form><p class="comment-notes">{m.nav(10)}</p><textarea></textarea></form></div></div></main>
<footer class="wp-block-template-part"><p>{m.nav(4)}</p><p>{m.nav(8)}</p></footer></div></body></html>"""


def wordpress_classic(m: Maker) -> str:
    """A classic theme with a sidebar of widgets, an author box and pages before and after."""
    box = f'<div class="author-box"><img src="/a.jpg" alt=""><h4><a href="/author/x">{m.author}</a></h4><p>{m.nav(20)} {m.nav(12)}</p></div>'
    widgets = f'<section class="widget widget_recent_entries"><h2 class="widget-title">{m.pick("Recent Posts", "近期文章")}</h2><ul>{m.links(6, 5)}</ul></section><section class="widget widget_archive"><h2 class="widget-title">{m.pick("Archives", "归档")}</h2><ul>{m.links(8, 1)}</ul></section><section class="widget widget_text"><div class="textwidget"><p>{m.nav(25)}</p></div></section>'
    return f"""<!DOCTYPE html><html lang="{m.language}" dir="{m.direction}"><head><title>{m.title} | {m.site}</title><script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"Article","headline":"{m.title}","datePublished":"{m.date.isoformat()}","author":{{"@type":"Person","name":"{m.author}"}}}},{{"@type":"WebSite","name":"{m.site}"}}]}}</script></head>
<body class="single"><div id="page" class="hfeed site"><a class="skip-link screen-reader-text" href="#content">{m.pick("Skip to content", "跳至内容")}</a><header id="masthead" class="site-header"><h1 class="site-title"><a href="/">{m.site}</a></h1><p class="site-description">{m.nav(7)}</p><nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">{m.links(6, 1, '<li class="menu-item">')}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main"><article id="post-77" class="post-77 post type-post status-publish format-standard hentry category-notes"><header class="entry-header"><h1 class="entry-title">{m.title}</h1><div class="entry-meta"><span class="posted-on"><a href="#"><time class="entry-date published" datetime="{m.date.isoformat()}">{m.date:%Y-%m-%d}</time></a></span> <span class="byline"><span class="author vcard"><a class="url fn n" href="/author/x">{m.author}</a></span></span></div></header>
<div class="entry-content">{m.body(_WORDPRESS)}<div class="yarpp yarpp-related"><h3>{m.pick("You may also like", "猜你喜欢")}</h3><ol>{m.links(5, 6)}</ol></div></div><footer class="entry-footer"><span class="cat-links">{m.links(1, 2, "", "")}</span><span class="tags-links">{m.links(3, 1, "", " ")}</span></footer>{box}</article>
<nav class="navigation post-navigation"><div class="nav-links"><div class="nav-previous"><a href="#" rel="prev">{m.nav(6)}</a></div><div class="nav-next"><a href="#" rel="next">{m.nav(6)}</a></div></div></nav><div id="comments" class="comments-area"><h2 class="comments-title">{m.pick("3 Comments", "3 条评论")}</h2><ol class="comment-list">{"".join(_comment(m, n) for n in range(3))}</ol></div></main></div><aside id="secondary" class="widget-area">{widgets}</aside></div><footer id="colophon" class="site-footer"><div class="site-info">{m.nav(6)}</div></footer></div></body></html>"""


def _chroma(lines: str) -> str:
    spans = "".join(f'<span class="line"><span class="cl">{line}\n</span></span>' for line in lines.split("\n"))
    return f'<div class="highlight"><pre tabindex="0" class="chroma"><code class="language-python" data-lang="python">{spans}</code></pre></div>'


def papermod(m: Maker) -> str:
    """A Hugo theme: the text in an article, a folded table of contents before it."""
    return f"""<!DOCTYPE html><html lang="{m.language}" dir="{m.direction}"><head><title>{m.title} | {m.site}</title><meta name="author" content="{m.author}"><meta property="article:published_time" content="{m.date.isoformat()}"></head><body id="top">
<header class="header"><nav class="nav"><div class="logo"><a href="/" accesskey="h">{m.site}</a></div><ul id="menu">{m.links(5, 1, "<li><span>", "</span></li>")}</ul></nav></header>
<main class="main"><article class="post-single"><header class="post-header"><div class="breadcrumbs">{m.links(2, 1, "", " » ")}</div><h1 class="post-title entry-hint-parent">{m.title}</h1><div class="post-meta"><span title="{m.date}">{m.date:%B %d, %Y}</span>&nbsp;·&nbsp;7 min&nbsp;·&nbsp;{m.author}</div></header>
<div class="toc"><details><summary accesskey="c"><span class="details">{m.pick("Table of Contents", "文章目录")}</span></summary><div class="inner"><ul><li><a href="#a">{m.title}</a></li></ul></div></details></div>
<div class="post-content">{m.body(Style(code=_chroma, heading=lambda text: f'<h2 id="x">{text}<a hidden class="anchor" aria-hidden="true" href="#x">#</a></h2>'))}</div>
<footer class="post-footer"><ul class="post-tags">{m.links(3, 1)}</ul><nav class="paginav"><a class="prev" href="#"><span class="title">« Prev</span><br><span>{m.nav(5)}</span></a><a class="next" href="#"><span class="title">Next »</span><br><span>{m.nav(5)}</span></a></nav><ul class="share-buttons"><li><a href="https://x.com/intent" aria-label="share"><svg viewBox="0 0 1 1"><path d="M0"/></svg></a></li></ul></footer></article></main>
<footer class="footer"><span>&copy; 2024 <a href="/">{m.site}</a></span><span>{m.nav(6)}</span></footer></body></html>"""


def _rouge(lines: str) -> str:
    return f'<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="n">{lines}</span></code></pre></div></div>'


def minima(m: Maker) -> str:
    """Jekyll's first theme, with microdata."""
    return f"""<!DOCTYPE html><html lang="{m.language}" dir="{m.direction}"><head><title>{m.title} | {m.site}</title><meta property="og:title" content="{m.title}"></head><body><header class="site-header" role="banner"><div class="wrapper"><a class="site-title" rel="author" href="/">{m.site}</a><nav class="site-nav"><div class="trigger">{m.links(3, 1, "", "")}</div></nav></div></header>
<main class="page-content" aria-label="Content"><div class="wrapper"><article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name" itemprop="name headline">{m.title}</h1><p class="post-meta"><time class="dt-published" datetime="{m.date.isoformat()}" itemprop="datePublished">{m.date:%b %d, %Y}</time> • <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span class="p-author h-card" itemprop="name">{m.author}</span></span></p></header><div class="post-content e-content" itemprop="articleBody">{m.body(Style(code=_rouge))}</div><div id="disqus_thread"></div><noscript>{m.pick("Please enable JavaScript to view the comments powered by Disqus.", "请启用脚本以查看评论。")}</noscript></article></div></main>
<footer class="site-footer h-card"><div class="wrapper"><div class="footer-col-wrapper"><div class="footer-col"><p class="feed-subscribe"><a href="/feed.xml">{m.nav(2)}</a></p><p>{m.nav(16)}</p></div></div></div></footer></body></html>"""


def _hosted_image(src: str, caption: str) -> str:
    return f'<div class="captioned-image-container"><figure><a class="image-link image2" href="{src}"><div class="image2-inset"><picture><source type="image/webp" srcset="{src} 848w"><img src="{src}" width="848" class="sizing-normal" alt=""></picture><div></div></div></a><figcaption class="image-caption">{caption}</figcaption></figure></div>'


def newsletter(m: Maker) -> str:
    """A hosted newsletter: widgets to subscribe and to share between the paragraphs."""
    widget = f'<div class="subscription-widget-wrap-editor"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">{m.nav(14)}</p></div><form class="subscription-widget-subscribe"><input type="email" class="email-input" placeholder="Type your email…"><input type="submit" value="Subscribe"><div class="fake-input-wrapper"><div class="fake-button"></div></div></form></div></div><p class="button-wrapper"><a class="button primary" href="#"><span>{m.pick("Share this publication", "分享这份通讯")}</span></a></p>'
    return f"""<!DOCTYPE html><html lang="{m.language}"><head><title>{m.title} - by {m.author} - {m.site}</title><meta property="og:title" content="{m.title}"><meta name="author" content="{m.author}"><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{m.title}","datePublished":"{m.date.isoformat()}","author":[{{"@type":"Person","name":"{m.author}"}}]}}</script></head><body>
<div id="entry"><div id="main" class="main typography use-theme-bg"><div class="main-menu"><div class="topbar"><h1 class="name"><a href="/">{m.site}</a></h1><div class="buttons"><button>{m.pick("Sign in", "登录账号")}</button></div></div></div>
<div class="single-post-container"><div class="container"><div class="single-post"><div class="pencraft"><article class="typography newsletter-post post"><div role="region" class="post-header"><h1 dir="auto" class="post-title published">{m.title}</h1><h3 dir="auto" class="subtitle">{m.say(10)}</h3><div class="pencraft byline-wrapper"><a href="/@x">{m.author}</a><div class="meta">{m.date:%b %d, %Y}</div></div><div class="post-ufi"><a class="like-button">12</a><a>{m.nav(1)}</a></div></div><div><div class="available-content"><div dir="auto" class="body markup">{m.body(Style(image=_hosted_image), widget)}</div></div></div></article></div></div>
<div class="discussion"><h4>{m.pick("Discussion about this post", "关于此文的讨论")}</h4><div class="comment-list"><div class="comment"><div class="comment-body"><p><span>{m.nav(22)}</span></p></div></div><div class="comment"><div class="comment-body"><p><span>{m.nav(16)}</span></p></div></div></div></div><div class="portable-archive"><div class="portable-archive-list">{m.cards(3, "post-preview")}</div></div></div></div></div><div class="footer-wrap publication-footer"><div class="footer">{m.nav(6)} {m.links(3, 1, "<span>", "</span>")}</div></div></div></body></html>"""


def story_host(m: Maker) -> str:
    """A big host of stories: names of classes say nothing, everything is a div."""
    clap = f'<div class="hb hc"><div class="ab q"><button class="ac r">{m.pick("Listen to the story", "收听全文")}</button><span>132</span></div></div>'
    style = Style(
        paragraph=lambda text: (
            f'<p id="7f0c" class="pw-post-body-paragraph nf ng gu nh b ni" data-selectable-paragraph="">{text}</p>'
        ),
        heading=lambda text: f'<h2 id="9a1e" class="oe of gu be og oh" data-selectable-paragraph="">{text}</h2>',
        code=lambda lines: (
            f'<pre class="mk ml mm"><span id="1" class="nd">{lines.replace(chr(10), "<br>")}</span></pre>'
        ),
        image=lambda src, caption: (
            f'<figure class="mk ml mm paragraph-image"><div role="button" tabindex="0"><picture><source srcset="{src} 640w"><img alt="" class="bh" src="{src}" loading="eager"></picture></div><figcaption class="mr ff ms" data-selectable-paragraph="">{caption}</figcaption></figure>'
        ),
    )
    blocks = m.blocks(style)
    half = len(blocks) // 2
    return f"""<!doctype html><html lang="{m.language}"><head><title>{m.title} | by {m.author} | {m.site} | Medium</title><meta property="og:title" content="{m.title}"><meta name="author" content="{m.author}"><meta property="article:published_time" content="{m.date.isoformat()}"></head><body><div id="root"><div class="a b c"><div class="d e"><div class="m n o"><a href="/">{m.nav(1)}</a><a href="/s">{m.pick("Sign up for free", "免费注册")}</a></div></div>
<div class="l"><article><section><div><div class="gq gr"><div class="ab cb"><div class="ci bh"><div><h1 class="pw-post-title gs gt" data-testid="storyTitle">{m.title}</h1><div class="hl"><div class="speechify-ignore ab cp"><a rel="noopener" href="/@x">{m.author}</a><span>5 min read</span><span>{m.date:%b %d, %Y}</span></div></div>{clap}</div>{"".join(blocks[:half])}</div></div></div></div></section><section><div><div class="ab cb"><div class="ci bh">{"".join(blocks[half:])}</div></div></div></section></article></div>
<div class="ab cb"><div class="ci bh"><div class="pt pu">{m.links(4, 1, '<div class="pv">', "</div>")}</div><div class="rs"><h2 class="be rt">{m.nav(3)}</h2><p class="be b">{m.nav(20)}</p></div></div></div><div class="sj sk"><h2 class="be sl">{m.nav(4)}</h2>{m.cards(4, "sm sn so")}</div><div class="tz"><div class="ua">{m.links(8, 1, '<div class="ub">', "</div>")}</div></div></div></div></body></html>"""


def casper(m: Maker) -> str:
    """Ghost's theme: cards in the text, a call to subscribe after it."""
    card = f'<div class="kg-card kg-cta-card"><div class="kg-cta-content"><p>{m.nav(12)}</p><a class="kg-cta-button" href="/signup">{m.pick("Become a member", "成为会员")}</a></div></div>'
    style = Style(
        image=lambda src, caption: (
            f'<figure class="kg-card kg-image-card kg-card-hascaption"><img src="{src}" class="kg-image" alt="" loading="lazy"><figcaption><span style="white-space: pre-wrap;">{caption}</span></figcaption></figure>'
        )
    )
    return f"""<!DOCTYPE html><html lang="{m.language}" dir="{m.direction}"><head><title>{m.title}</title><meta property="og:site_name" content="{m.site}"><meta property="article:published_time" content="{m.date.isoformat()}"><meta name="twitter:data1" content="{m.author}"><meta name="twitter:label1" content="Written by"></head><body class="post-template"><div class="viewport"><header id="gh-head" class="gh-head outer"><div class="gh-head-inner inner"><a class="gh-head-logo" href="/">{m.site}</a><nav class="gh-head-menu"><ul class="nav">{m.links(4, 1)}</ul></nav></div></header>
<div class="site-content"><main id="site-main" class="site-main"><article class="article post"><header class="article-header gh-canvas"><div class="article-tag post-card-tags"><span class="post-card-primary-tag"><a href="/tag">{m.nav(1)}</a></span></div><h1 class="article-title">{m.title}</h1><p class="article-excerpt">{m.say(12)}</p><div class="article-byline content"><section class="article-byline-content"><ul class="author-list"></ul><div class="article-byline-meta"><h4 class="author-name"><a href="/author/x/">{m.author}</a></h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="{m.date:%Y-%m-%d}">{m.date:%b %d, %Y}</time></div></div></section></div></header><section class="gh-content gh-canvas">{m.body(style, card)}</section></article></main>
<section class="footer-cta outer"><div class="inner"><h2 class="footer-cta-title">{m.nav(5)}</h2><a class="footer-cta-button" href="#"><span>{m.nav(2)}</span></a></div></section><aside class="read-more-wrap outer"><div class="read-more inner">{m.cards(3, "post-card")}</div></aside></div><footer class="site-footer outer"><div class="inner"><section class="copyright">{m.nav(4)}</section></div></footer></div></body></html>"""


def bare(m: Maker) -> str:
    """A page written by hand: nothing but paragraphs, links at the end."""
    return f"""<html><head><title>{m.title}</title></head><body><h1>{m.title}</h1>{m.body()}<hr><p>{m.links(3, 1, "", " | ")}</p></body></html>"""


def old_layout(m: Maker) -> str:
    """A page of the nineties: tables hold the parts, line breaks stand for paragraphs."""
    style = Style(
        paragraph=lambda text: f"{text}<br><br>",
        heading=lambda text: f"<b>{text}</b><br><br>",
        image=lambda src, caption: f'<img src="{src}" border="0"><br><i>{caption}</i><br><br>',
        code=lambda lines: f"<pre>{lines}</pre><br>",
    )
    menu = m.links(9, 1, "", "<br>")
    return f"""<html><head><title>{m.title}</title></head><body bgcolor="#ffffff"><table border="0" cellspacing="0" cellpadding="0"><tr valign="top"><td width="69"><font size="1" face="verdana">{menu}</font></td><td><img src="/trans.gif" height="1" width="26" border="0"></td><td><table border="0" cellspacing="0" cellpadding="0" width="435"><tr valign="top"><td width="435"><font size="4" face="verdana"><b>{m.title}</b></font><br><br><font size="2" face="verdana">{m.date:%B %Y}<br><br>{m.body(style)}</font></td></tr></table><br><table border="0" width="435"><tr><td><font size="2" face="verdana">{m.links(4, 3, '<img src="/b.gif"> ', "<br>")}</font></td></tr></table></td></tr></table></body></html>"""
