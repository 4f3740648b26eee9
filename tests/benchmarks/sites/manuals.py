"""Documentation, wikis, pages of repositories and of papers."""

# ruff: noqa: E501 - markup is read best when an element is one line

from tests.benchmarks.sites.making import Maker, Style


def _tokens(lines: str) -> str:
    spans = "".join(
        f'<span class="token-line" style="color:#393A34"><span class="token plain">{line}</span><br></span>'
        for line in lines.split("\n")
    )
    return f'<div class="language-python codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockContent_QJqH"><pre tabindex="0" class="prism-code language-python codeBlock_bY9V thin-scrollbar"><code class="codeBlockLines_e6Vv">{spans}</code></pre><div class="buttonGroup_6DOT"><button type="button" aria-label="Copy code to clipboard" class="clean-btn"><span class="copyButtonIcons_IEyt" aria-hidden="true"></span></button></div></div></div>'


def docusaurus(m: Maker) -> str:
    note = f'<div class="theme-admonition theme-admonition-tip admonition_xJq3 alert alert--success"><div class="admonitionHeading_Gvgb"><span class="admonitionIcon_Rf37"></span>tip</div><div class="admonitionContent_BuS1"><p>{m.say(14)}</p></div></div>'

    def heading(text: str) -> str:
        return f'<h2 class="anchor anchorWithStickyNavbar_LWe7" id="x">{text}<a href="#x" class="hash-link" aria-label="Direct link">&#8203;</a></h2>'

    return f"""<!doctype html><html lang="{m.language}" dir="{m.direction}" class="docs-wrapper plugin-docs"><head><title>{m.title} | {m.site}</title><meta property="og:title" content="{m.title} | {m.site}"></head><body class="navigation-with-keyboard"><div id="__docusaurus"><div role="region" aria-label="Skip to main content"><a class="skipToContent_fXgn" href="#">{m.pick("Skip to main content", "跳到主要内容")}</a></div><nav aria-label="Main" class="navbar navbar--fixed-top"><div class="navbar__inner"><div class="navbar__items"><a class="navbar__brand" href="/"><b class="navbar__title">{m.site}</b></a>{m.links(4, 1, "", "")}</div></div></nav>
<div id="__docusaurus_skipToContent_fallback" class="main-wrapper mainWrapper_z2l0"><div class="docsWrapper_hBAB"><div class="docRoot_UBD9"><aside class="theme-doc-sidebar-container docSidebarContainer_YfHR"><nav class="menu thin-scrollbar menu_SIkG"><ul class="theme-doc-sidebar-menu menu__list">{m.links(14, 2, '<li class="theme-doc-sidebar-item-link menu__list-item">')}</ul></nav></aside><main class="docMainContainer_TBSr"><div class="container padding-top--md"><div class="row"><div class="col docItemCol_VOVn"><div class="docItemContainer_Djhp"><article><nav class="theme-doc-breadcrumbs" aria-label="Breadcrumbs"><ul class="breadcrumbs">{m.links(2, 1, '<li class="breadcrumbs__item">')}</ul></nav><div class="theme-doc-markdown markdown"><header><h1>{m.title}</h1></header>{m.body(Style(code=_tokens, heading=heading))}{note}</div><footer class="theme-doc-footer docusaurus-mt-lg"><div class="row margin-top--sm theme-doc-footer-edit-meta-row"><div class="col"><a class="theme-edit-this-page">{m.pick("Edit this page", "编辑此页")}</a></div></div></footer></article><nav class="docusaurus-mt-lg pagination-nav" aria-label="Docs pages"><a class="pagination-nav__link pagination-nav__link--prev" href="#"><div class="pagination-nav__sublabel">{m.label("Previous", "上一页")}</div><div class="pagination-nav__label">{m.nav(4)}</div></a><a class="pagination-nav__link" href="#"><div class="pagination-nav__label">{m.nav(4)}</div></a></nav></div></div><div class="col col--3"><div class="tableOfContents_bqdL theme-doc-toc-desktop"></div></div></div></div></main></div></div></div><footer class="theme-layout-footer footer footer--dark"><div class="container container-fluid"><div class="row footer__links">{m.links(6, 2, '<div class="col footer__col"><ul><li class="footer__item">', "</li></ul></div>")}</div><div class="footer__bottom text--center"><div class="footer__copyright">{m.nav(8)}</div></div></div></footer></div></body></html>"""


def sphinx_rtd(m: Maker) -> str:
    style = Style(
        heading=lambda text: (
            f'</section><section id="x"><h2>{text}<a class="headerlink" href="#x" title="Link to this heading">¶</a></h2>'
        ),
        code=lambda lines: (
            f'<div class="highlight-default notranslate"><div class="highlight"><pre><span></span><span class="n">{lines}</span>\n</pre></div></div>'
        ),
        table=lambda rows: (
            '<div class="wy-table-responsive"><table class="docutils align-default"><tbody>'
            + "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows)
            + "</tbody></table></div>"
        ),
    )
    api = f'<dl class="py function"><dt class="sig sig-object py" id="f"><span class="sig-prename descclassname"><span class="pre">{m.say(1)}</span></span><span class="sig-paren">(</span><em class="sig-param"><span class="pre">{m.say(1)}</span></em><span class="sig-paren">)</span><a class="headerlink" href="#f">¶</a></dt><dd><p>{m.say(12)}</p><dl class="field-list simple"><dt class="field-odd">Parameters<span class="colon">:</span></dt><dd class="field-odd"><p><strong>{m.say(1)}</strong> – {m.say(9)}</p></dd></dl></dd></dl>'
    return f"""<!DOCTYPE html><html class="writer-html5" lang="{m.language}"><head><title>{m.title} &mdash; {m.site} documentation</title></head><body class="wy-body-for-nav"><div class="wy-grid-for-nav"><nav data-toggle="wy-nav-shift" class="wy-nav-side"><div class="wy-side-scroll"><div class="wy-side-nav-search"><a href="#" class="icon icon-home">{m.site}</a><div role="search"><form id="rtd-search-form" class="wy-form"><input type="text" name="q" placeholder="Search docs"></form></div></div><div class="wy-menu wy-menu-vertical" role="navigation" aria-label="Navigation menu"><p class="caption" role="heading"><span class="caption-text">{m.nav(2)}</span></p><ul class="current">{m.links(12, 2, '<li class="toctree-l1">')}</ul></div></div></nav>
<section data-toggle="wy-nav-shift" class="wy-nav-content-wrap"><div class="wy-nav-content"><div class="rst-content"><div role="navigation" aria-label="Page navigation"><ul class="wy-breadcrumbs"><li><a href="#" class="icon icon-home" aria-label="Home"></a></li><li class="breadcrumb-item active">{m.title}</li><li class="wy-breadcrumbs-aside"><a href="_sources/x.rst.txt" rel="nofollow">{m.pick("View page source", "查看页面源码")}</a></li></ul><hr></div><div role="main" class="document" itemscope itemtype="http://schema.org/Article"><div itemprop="articleBody"><section id="top"><h1>{m.title}<a class="headerlink" href="#top">¶</a></h1>{m.body(style)}{api}</section></div></div><footer><div class="rst-footer-buttons" role="navigation" aria-label="Footer"><a href="#" class="btn btn-neutral float-left" title="{m.title}">{m.label("Previous", "上一页")}</a></div><hr><div role="contentinfo"><p>&#169; Copyright {m.nav(3)}</p></div><p>{m.nav(8)}</p></footer></div></div></section></div></body></html>"""


def mkdocs_material(m: Maker) -> str:
    note = f'<div class="admonition note"><p class="admonition-title">Note</p><p>{m.say(12)}</p></div>'
    number = "".join(f'<span class="normal">{n}</span>\n' for n in range(1, 13))
    style = Style(
        heading=lambda text: f'<h2 id="x">{text}<a class="headerlink" href="#x" title="Permanent link">&para;</a></h2>',
        code=lambda lines: (
            f'<div class="highlight"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre><span></span>{number}</pre></div></td><td class="code"><div><pre><span></span><code>{lines}\n</code></pre></div></td></tr></table></div>'
        ),
    )
    return f"""<!doctype html><html lang="{m.language}" class="no-js"><head><title>{m.title} - {m.site}</title></head><body dir="{m.direction}" data-md-color-scheme="default"><div data-md-component="skip"><a href="#x" class="md-skip">{m.pick("Skip to the content", "跳转至正文")}</a></div><header class="md-header" data-md-component="header"><nav class="md-header__inner md-grid" aria-label="Header"><div class="md-header__title"><div class="md-header__topic"><span class="md-ellipsis">{m.site}</span></div></div><div class="md-search" role="dialog"><form class="md-search__form"><input type="text" class="md-search__input"></form><div class="md-search__output"><div class="md-search-result__meta">{m.nav(3)}</div></div></div></nav></header>
<div class="md-container" data-md-component="container"><main class="md-main"><div class="md-main__inner md-grid"><div class="md-sidebar md-sidebar--primary"><div class="md-sidebar__scrollwrap"><nav class="md-nav md-nav--primary"><ul class="md-nav__list">{m.links(10, 2, '<li class="md-nav__item">')}</ul></nav></div></div><div class="md-content" data-md-component="content"><article class="md-content__inner md-typeset"><a href="#" title="Edit this page" class="md-content__button md-icon"><svg></svg></a><h1 id="t">{m.title}<a class="headerlink" href="#t">&para;</a></h1>{note}{m.body(style)}<aside class="md-source-file"><span class="md-source-file__fact">{m.nav(4)}</span></aside><form class="md-feedback" name="feedback"><fieldset><legend class="md-feedback__title">{m.pick("Was this page helpful?", "这个页面有帮助吗？")}</legend></fieldset></form></article></div></div></main><footer class="md-footer"><nav class="md-footer__inner md-grid"><a href="#" class="md-footer__link md-footer__link--next"><div class="md-footer__title"><span class="md-footer__direction">Next</span><div class="md-ellipsis">{m.nav(4)}</div></div></a></nav><div class="md-footer-meta md-typeset"><div class="md-copyright">{m.nav(5)}</div></div></footer></div></body></html>"""


def web_reference(m: Maker) -> str:
    """A reference of the web's languages, with sections and a bar on each side."""
    return f"""<!doctype html><html lang="{m.language}" dir="{m.direction}"><head><title>{m.title} - {m.site}</title><meta property="og:title" content="{m.title} - {m.site}"></head><body><div id="root"><ul id="nav-access" class="a11y-nav"><li><a href="#content">{m.pick("Skip to main content", "跳转到主要内容")}</a></li></ul><div class="page-wrapper category-api document-page"><div class="top-banner loading"><section class="place top container">{m.nav(12)}</section></div><div class="sticky-header-container"><header class="top-navigation"><nav><ul class="main-menu">{m.links(5, 1)}</ul></nav></header><div class="article-actions-container"><nav class="breadcrumbs-container"><ol>{m.links(3, 1)}</ol></nav></div></div><div class="main-wrapper"><div class="sidebar-container"><aside id="sidebar-quicklinks" class="sidebar"><nav class="sidebar-inner"><div class="sidebar-body"><ol>{m.links(18, 1)}</ol></div></nav></aside><div class="toc-container"><aside class="toc"><nav><h2 class="document-toc-heading">{m.pick("In this article", "在本文中")}</h2></nav></aside></div></div><main id="content" class="main-content" role="main"><article class="main-page-content" lang="{m.language}"><header><h1>{m.title}</h1><details class="baseline-indicator high"><summary><span class="indicator"></span><h2>{m.nav(3)}</h2></summary><div class="extra"><p>{m.nav(18)}</p></div></details></header><div class="section-content"><p>{m.say()} {m.say()}</p></div><section aria-labelledby="s"><h2 id="s"><a href="#s">{m.say(2)}</a></h2><div class="section-content">{m.body()}</div></section></article><aside class="article-footer"><div class="article-footer-inner"><h2>{m.nav(5)}</h2><fieldset class="feedback"><label>{m.nav(6)}</label></fieldset><p class="last-modified-date">{m.nav(6)}</p></div></aside></main></div></div><footer id="nav-footer" class="page-footer"><div class="page-footer-grid"><p>{m.nav(4)}</p><ul>{m.links(9, 2)}</ul></div></footer></div></body></html>"""


def vitepress(m: Maker) -> str:
    style = Style(
        code=lambda lines: (
            f'<div class="language-py vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">py</span><pre class="shiki shiki-themes" tabindex="0"><code><span class="line"><span style="color:#24292E">{lines}</span></span></code></pre></div>'
        )
    )
    box = f'<div class="warning custom-block"><p class="custom-block-title">WARNING</p><p>{m.say(13)}</p></div>'
    return f"""<!DOCTYPE html><html lang="{m.language}" dir="{m.direction}"><head><title>{m.title} | {m.site}</title></head><body><div id="app"><div class="Layout"><span tabindex="-1"></span><a href="#VPContent" class="VPSkipLink visually-hidden">{m.pick("Skip to content", "跳转到内容")}</a><header class="VPNav"><div class="VPNavBar"><div class="container"><div class="title"><a class="title" href="/"><span>{m.site}</span></a></div><nav class="VPNavBarMenu menu">{m.links(4, 1, "", "")}</nav></div></div></header><div class="VPLocalNav"><button>{m.label("Menu", "菜单")}</button></div><aside class="VPSidebar"><nav class="nav" id="VPSidebarNav"><div class="group"><section class="VPSidebarItem level-0"><h2 class="text">{m.nav(2)}</h2><div class="items">{m.links(9, 2, '<div class="VPSidebarItem level-1 is-link"><div class="item">', "</div></div>")}</div></section></div></nav></aside><div class="VPContent has-sidebar" id="VPContent"><div class="VPDoc has-sidebar has-aside"><div class="container"><div class="aside"><div class="aside-container"><div class="aside-content"><div class="VPDocAside"><div class="VPDocAsideSponsors"><p>{m.nav(8)}</p></div></div></div></div></div><div class="content"><div class="content-container"><main class="main"><div style="position:relative" class="vp-doc"><div><h1 id="t" tabindex="-1">{m.title} <a class="header-anchor" href="#t" aria-label="Permalink">&#8203;</a></h1>{m.body(style)}{box}</div></div></main><footer class="VPDocFooter"><div class="edit-info"><div class="edit-link"><a class="VPLink link">{m.pick("Edit this page on the forge", "在仓库中编辑此页")}</a></div></div><nav class="prev-next"><div class="pager"><a class="pager-link prev" href="#"><span class="desc">{m.label("Previous", "上一页")}</span><span class="title">{m.nav(4)}</span></a></div></nav></footer></div></div></div></div></div><footer class="VPFooter"><p class="message">{m.nav(5)}</p></footer></div></div></body></html>"""


def repository(m: Maker) -> str:
    """The front page of a repository: a list of files, then what the README says."""
    files = "".join(
        f'<tr class="react-directory-row"><td class="react-directory-row-name-cell-large-screen"><div class="react-directory-filename-column"><a class="Link--primary" href="/f">{m.nav(1)}</a></div></td><td><div class="react-directory-commit-message"><a class="Link--secondary" href="/c">{m.nav(5)}</a></div></td><td><relative-time datetime="2024-01-01T00:00:00Z">Jan 1</relative-time></td></tr>'
        for _ in range(9)
    )
    style = Style(
        heading=lambda text: (
            f'<div class="markdown-heading" dir="auto"><h2 tabindex="-1" class="heading-element" dir="auto">{text}</h2><a id="u" class="anchor" aria-label="Permalink" href="#x"><svg class="octicon octicon-link"></svg></a></div>'
        ),
        code=lambda lines: (
            f'<div class="highlight highlight-source-python notranslate position-relative overflow-auto" dir="auto"><pre>{lines}</pre><div class="zeroclipboard-container"><clipboard-copy aria-label="Copy" class="ClipboardButton btn"></clipboard-copy></div></div>'
        ),
        table=lambda rows: (
            "<markdown-accessiblity-table><table tabindex='0'><thead><tr>"
            + "".join(f"<th>{cell}</th>" for cell in rows[0])
            + "</tr></thead><tbody>"
            + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
            + "</tbody></table></markdown-accessiblity-table>"
        ),
        image=lambda src, caption: (
            f'<p dir="auto"><a target="_blank" rel="noopener noreferrer nofollow" href="{src}"><img src="{src}" alt="" style="max-width: 100%;"></a></p><p dir="auto"><em>{caption}</em></p>'
        ),
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>GitHub - owner/name: {m.title} · GitHub</title><meta property="og:title" content="GitHub - owner/name: {m.title}"><meta property="og:site_name" content="GitHub"></head><body class="logged-out env-production page-responsive"><div data-turbo-body class="logged-out"><div class="position-relative header-wrapper"><a href="#start-of-content" class="p-3 js-skip-to-content show-on-focus">{m.pick("Skip to content", "跳到内容")}</a><header class="HeaderMktg header-logged-out js-details-container"><nav aria-label="Global">{m.links(8, 2)}</nav></header></div><div class="js-stale-session-flash flash flash-warn" hidden><span>{m.nav(12)}</span></div><div class="application-main"><main id="js-repo-pjax-container"><div id="repository-container-header"><nav class="js-repo-nav UnderlineNav"><ul class="UnderlineNav-body">{m.links(6, 1)}</ul></nav></div><turbo-frame id="repo-content-turbo-frame"><div id="repo-content-pjax-container" class="repository-content"><div class="Layout Layout--flowRow-until-md react-repos-overview-margin"><div class="Layout-main"><react-partial><div class="Box"><table aria-labelledby="folders-and-files"><thead><tr><th>Name</th><th>{m.nav(3)}</th></tr></thead><tbody>{files}</tbody></table></div><div class="OverviewRepoFiles-module__Box"><div class="OverviewHeader"><nav class="UnderlineNav" aria-label="Repository files"><ul role="list"><li><a href="#readme"><span>README</span></a></li><li><a href="#"><span>{m.nav(2)}</span></a></li></ul></nav></div><div class="Box-sc-g0xbh4-0 js-snippet-clipboard-copy-unpositioned"><article class="markdown-body entry-content container-lg" itemprop="text"><div class="markdown-heading" dir="auto"><h1 tabindex="-1" class="heading-element" dir="auto">{m.title}</h1></div>{m.body(style)}</article></div></div></react-partial></div><div class="Layout-sidebar"><div class="BorderGrid about-margin"><div class="BorderGrid-row"><h2 class="mb-3 h4">{m.label("About", "关于")}</h2><p class="f4 my-3">{m.nav(12)}</p><h3 class="sr-only">{m.nav(2)}</h3><div class="mt-2">{m.links(5, 1, "", "")}</div></div></div></div></div></div></turbo-frame></main></div><footer class="footer pt-8 pb-6 f6 color-fg-muted" role="contentinfo"><h2 class="sr-only">{m.nav(2)}</h2><ul class="list-style-none">{m.links(7, 2)}</ul></footer></div></body></html>"""


def wiki(m: Maker) -> str:
    """An encyclopedia: contents, an infobox, notes at the end, boxes of links below."""
    style = Style(
        heading=lambda text: (
            f'<div class="mw-heading mw-heading2"><h2 id="x">{text}</h2><span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="/e" title="Edit section"><span>{m.label("edit", "编辑")}</span></a><span class="mw-editsection-bracket">]</span></span></div>'
        ),
        image=lambda src, caption: (
            f'<figure class="mw-default-size" typeof="mw:File/Thumb"><a href="/wiki/File:x" class="mw-file-description"><img src="{src}" width="250" class="mw-file-element"></a><figcaption>{caption}</figcaption></figure>'
        ),
        table=lambda rows: (
            '<table class="wikitable sortable"><tbody><tr>'
            + "".join(f"<th>{cell}</th>" for cell in rows[0])
            + "</tr>"
            + "".join("<tr>" + "".join(f"<td>{cell}\n</td>" for cell in row) + "</tr>" for row in rows[1:])
            + "</tbody></table>"
        ),
        code=lambda lines: (
            f'<div class="mw-highlight mw-highlight-lang-python3 mw-content-{m.direction}" dir="ltr"><pre><span></span>{lines}\n</pre></div>'
        ),
    )
    navbox = f'<div class="navbox-styles"></div><div role="navigation" class="navbox" aria-labelledby="nb"><table class="nowraplinks hlist mw-collapsible navbox-inner"><tbody><tr><th scope="col" class="navbox-title">{m.nav(3)}</th></tr><tr><td class="navbox-list navbox-odd"><ul>{m.links(9, 2)}</ul></td></tr></tbody></table></div>'
    infobox = f'<table class="infobox"><tbody><tr><th colspan="2" class="infobox-above">{m.title}</th></tr><tr><th class="infobox-label">{m.say(1)}</th><td class="infobox-data">{m.say(3)}</td></tr><tr><th class="infobox-label">{m.say(1)}</th><td class="infobox-data">{m.say(2)}</td></tr></tbody></table>'
    return f"""<!DOCTYPE html><html class="client-nojs vector-feature-language-in-header-enabled" lang="{m.language}" dir="{m.direction}"><head><title>{m.title} - {m.site}</title></head><body class="skin-vector skin-vector-search-vue mediawiki {m.direction} ns-0 ns-subject page-x rootpage-x skin-vector-2022 action-view"><a class="mw-jump-link" href="#bodyContent">{m.pick("Jump to content", "跳转到内容")}</a><div class="vector-header-container"><header class="vector-header mw-header"><div class="vector-header-start"><nav class="vector-main-menu-landmark"><div class="vector-menu"><ul class="vector-menu-content-list">{m.links(8, 2)}</ul></div></nav></div></header></div><div class="mw-page-container"><div class="mw-page-container-inner"><div class="vector-sitenotice-container"><div id="siteNotice">{m.nav(10)}</div></div><div class="mw-content-container"><main id="content" class="mw-body"><header class="mw-body-header vector-page-titlebar"><h1 id="firstHeading" class="firstHeading mw-first-heading"><span class="mw-page-title-main">{m.title}</span></h1><div id="p-lang-btn" class="vector-dropdown mw-portlet mw-portlet-lang"><ul>{m.links(6, 1, '<li class="interlanguage-link">')}</ul></div></header><div class="vector-page-toolbar"><nav aria-label="Views"><ul>{m.links(5, 1)}</ul></nav></div><div id="bodyContent" class="vector-body ve-init-mw-desktopArticleTarget-targetContainer"><div class="vector-body-before-content"><div id="siteSub" class="noprint">{m.nav(5)}</div></div><div id="mw-content-text" class="mw-body-content"><div class="mw-content-{m.direction} mw-parser-output" lang="{m.language}" dir="{m.direction}"><div class="shortdescription nomobile noexcerpt noprint searchaux" style="display:none">{m.nav(4)}</div>{infobox}{m.body(style)}<div class="mw-references-wrap"><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#r">^</a></b></span> <span class="reference-text">{m.say(9)}</span></li></ol></div>{navbox}</div><div class="printfooter" data-nosnippet="">{m.nav(4)}</div></div><div id="catlinks" class="catlinks"><div id="mw-normal-catlinks"><ul>{m.links(4, 2)}</ul></div></div></div></main></div><div class="mw-footer-container"><footer id="footer" class="mw-footer"><ul id="footer-info"><li>{m.nav(8)}</li><li>{m.nav(20)}</li></ul></footer></div></div></div></body></html>"""


def paper_abstract(m: Maker) -> str:
    """The page of a paper: its abstract, and much about the archive."""
    names = ", ".join(f'<a href="/a">{name}</a>' for name in (m.author, m.nav(2)))
    return f"""<!DOCTYPE html><html lang="en"><head><title>[2401.01234] {m.title}</title><meta name="citation_title" content="{m.title}"><meta name="citation_author" content="{m.author}"><meta name="citation_date" content="{m.date:%Y/%m/%d}"><meta property="og:title" content="{m.title}"></head><body class="with-cu-identity"><div class="flex-wrap-footer"><header><a href="#content" class="is-sr-only">{m.pick("Skip to main content", "跳到主内容")}</a><div class="columns is-vcentered" id="cu-identity"><div class="column" id="support-ack"><span id="support-ack-url">{m.nav(9)}</span></div></div><div id="header" class="is-hidden-mobile"><div class="header-breadcrumbs">{m.links(2, 1, "", " > ")}</div><form class="level-item mini-search">{m.nav(3)}</form></div></header><main><div id="content"><div id="abs-outer"><div class="leftcolumn"><div class="subheader"><h1>{m.nav(3)}</h1></div><div id="content-inner"><div id="abs"><div class="dateline">[Submitted on {m.date:%d %b %Y}]</div><h1 class="title mathjax"><span class="descriptor">Title:</span>{m.title}</h1><div class="authors"><span class="descriptor">Authors:</span>{names}</div><blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>{m.sentences(8)}</blockquote><div class="metatable"><table summary="Additional metadata"><tr><td class="tablecell label">Comments:</td><td class="tablecell comments mathjax">{m.label("12 pages, 4 figures", "12 页")}</td></tr></table></div></div></div></div><div class="extra-services"><div class="full-text"><h2>{m.nav(2)}</h2><ul>{m.links(3, 2)}</ul></div><div class="extra-ref-cite"><h3>{m.nav(2)}</h3><ul>{m.links(3, 2)}</ul></div></div><div id="labstabs"><div class="labstabs"><input type="radio" name="tabs" id="tabone" checked><label for="tabone">{m.nav(2)}</label><div class="tab labs-display-bib"><h1>{m.nav(4)}</h1><div class="toggle"><div class="columns is-mobile lab-row"><div class="column lab-name"><span class="lab-tool-name">{m.nav(2)}</span> <em>(<a href="#">{m.nav(3)}</a>)</em></div></div></div></div><div class="tab"><h1>{m.nav(5)}</h1><p>{m.nav(30)}</p><p>{m.nav(28)}</p></div></div></div></div></div></main><footer style="clear: both;"><div class="columns is-desktop"><ul class="nav-spaced">{m.links(5, 2)}</ul></div></footer></div></body></html>"""
