"""The one style sheet, built from the tokens."""

from __future__ import annotations

from collections.abc import Callable

from console.views.tokens import Tokens


def style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """What Qt's own widgets look like; our own widgets paint themselves from the same tokens."""
    return _grounds(tokens) + _fields(tokens, px) + _lists(tokens, px) + _small(tokens, px)


def _grounds(t: Tokens) -> str:
    return f"""
    QWidget#window, QWidget#rail {{ background: {t.window}; }}
    QWidget#pane, QWidget#topBar, QWidget#statusStrip, QStackedWidget#pane {{ background: {t.pane}; }}
    QWidget#rail {{ border-right: 1px solid {t.line}; }}
    QWidget#topBar {{ border-bottom: 1px solid {t.line}; }}
    QWidget#statusStrip, QWidget#footer {{ border-top: 1px solid {t.line}; }}
    QWidget#panel {{ background: {t.pane}; border-left: 1px solid {t.line}; }}
    QFrame#card {{ background: {t.pane}; border: 1px solid {t.edge}; border-radius: 8px; }}
    QSplitter::handle {{ background: {t.line}; }}
    QScrollArea {{ background: transparent; border: none; }}
    QWidget#scrolled {{ background: transparent; }}
    """


def _fields(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
    QLineEdit, QPlainTextEdit {{
        background: {t.pane}; color: {t.ink}; border: 1px solid {t.edge}; border-radius: 6px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent};
    }}
    QLineEdit {{ lineedit-password-character: 8226; padding: 0 {px(7)}px; min-height: {px(30)}px; }}
    QPlainTextEdit {{ padding: {px(4)}px {px(5)}px; }}
    QLineEdit:hover, QPlainTextEdit:hover {{ border-color: {t.dim}; }}
    QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 0 {px(7) - 1}px; min-height: {px(30) - 2}px; }}
    QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px {px(5) - 1}px; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QLineEdit:read-only, QPlainTextEdit:read-only {{
        background: {t.window}; color: {t.dim}; border-color: {t.line};
    }}
    QCheckBox {{ spacing: {px(8)}px; min-height: {px(24)}px; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.line}; }}
    QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {t.accent}; }}
    QSlider::handle:horizontal {{
        width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: {t.accent};
    }}
    QSlider::handle:horizontal:focus {{ border: 2px solid {t.ink}; width: 12px; height: 12px; }}
    """


def _lists(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
    QListView, QTableView, QTreeView {{
        background: transparent; border: none; outline: 0;
        selection-background-color: {t.soft}; selection-color: {t.ink};
    }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QHeaderView {{ background: {t.pane}; border: none; }}
    QHeaderView::section {{
        background: {t.pane}; color: {t.dim}; border: none; border-bottom: 1px solid {t.line};
        padding: 0 {px(8)}px; height: {px(32)}px; font-size: {px(12)}px; font-weight: 400;
    }}
    QTableCornerButton::section {{ background: {t.pane}; border: none; }}
    """


def _small(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
    QMenu {{ background: {t.pane}; border: 1px solid {t.edge}; border-radius: 6px; padding: {px(4)}px; }}
    QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(12)}px; border-radius: 4px; color: {t.ink}; }}
    QMenu::item:selected {{ background: {t.soft}; }}
    QMenu::item:disabled {{ color: {t.dim}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px {px(8)}px; }}
    QToolTip {{
        background: {t.ink}; color: {t.pane}; border: 1px solid {t.ink}; padding: {px(4)}px {px(6)}px;
        font-size: {px(12)}px;
    }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {t.edge}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {t.dim}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; width: 0; height: 0;
    }}
    """
