"""Names of people, companies and places that do not exist, in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str, separator: str | None = None) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(separator))


SURNAMES = _words("""
王 王 王 李 李 李 张 张 张 刘 刘 陈 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 宋 唐 许 韩 邓 冯 曹 彭 曾
肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈 钟 姜 崔 谭 陆 范 汪 廖 石 金 韦 贾 夏 付 方 邹 熊 白 孟 秦
""")

GIVEN_ZH = _words("""
秀英 桂兰 建国 建华 志强 志远 志明 丽华 丽娟 玉兰 玉珍 春梅 秋菊 海燕 晓燕 晓东 晓月 晓峰 小平 卫东 国庆 国强 永强 永福
文博 文静 文斌 思远 思琪 思雨 雨婷 雨桐 雨轩 子涵 子轩 子豪 浩然 浩宇 欣怡 欣然 梓萱 梓晨 佳怡 佳琪 佳宁 嘉豪 嘉欣 俊杰
俊峰 宏伟 宏亮 立新 立军 春生 德胜 福生 新民 少华 少峰 明辉 明远 明月 天佑 天宇 一鸣 一凡 可欣 若曦 若琳 诗涵 诗雨 静怡
静雯 婉清 慧敏 慧玲 美玲 美华 雪梅 雪莲 冬梅 红霞 红梅 金凤 凤英 爱华 爱民 素芬 淑芬 淑贞 翠萍 彩霞 敏 静 丽 强 磊 军
洋 勇 艳 涛 明 超 娟 霞 平 刚 辉 玲 鹏 斌 华 亮 健 波 莉 芳 燕 琳 倩 颖 璐 晨 瑶 岩 峰 凯 毅 帆 宁 蕾 航 昊
""")

FIRST_EN = _words("""
Grace Daniel Amelia Thomas Olivia James Sophie Matthew Hannah Samuel Charlotte Benjamin Emily Joseph Laura Andrew
Rebecca Peter Alice Martin Helen Patrick Julia Simon Claire Oliver Megan Stephen Rachel Adrian Nicola Philip Joanna
Marcus Isabel Graham Teresa Victor Paula Leonard Fiona Douglas Priya Rohan Anika Arjun Meera Kofi Ama Yusuf Leila
Omar Nadia Tariq Ingrid Lars Astrid Henrik Elena Marco Giulia Paolo Lucia Diego Carmen Mateo Sofia Ivan Katya Anton
""")

LAST_EN = _words("""
Whitfield Harcourt Pemberton Ashdown Bennett Carver Dawson Ellery Fairbank Garland Hadley Ingram Jessop Kendrick
Langley Marlowe Norwood Oakes Prescott Quinlan Radley Sinclair Thornton Underhill Vickers Wexford Yardley Aldridge
Barlow Colville Denholm Everett Farrow Goodwin Hollis Irvine Jarvis Kirkby Lomax Merrick Nash Orchard Paxton Redfern
Sheldon Tilney Upton Vernon Wardle Yates Acheampong Banerjee Castellani Desai Eriksen Fontaine Gallo Haddad Iyer
Johansson Kowalski Lindqvist Mensah Novak Okafor Petrov Rahman Santoro Tanaka Varga Weber Zielinski
""")

BRANDS_ZH = _words("""
远山 青禾 云帆 晨曦 明川 启元 瑞丰 恒泽 和润 博远 卓越 新源 天衡 景行 安澜 嘉禾 锦程 宏图 智联 汇成 正和 同辉 凌云
华翼 北辰 南屿 东篱 西岭 海棠 长河 白鹭 金穗 银杏 蓝桥 红枫 紫藤 绿洲 星野 月湖 映山
百川 千帆 三合
""")

TRADES_ZH = _words("""
科技 信息技术 物流 供应链 医疗器械 商贸 印务 食品 建材 教育咨询 物业管理 电子 家居 包装 服饰 机电 环保 餐饮
传媒 生物
""")

BRANDS_EN = _words("""
Northgate Kingsway Harbourside Millbrook Ashgrove Fernhill Redwater Silverdale Oakhurst Stonebridge Larkfield Westmere
Eastholm Bluecrest Greenlea Whitewater Brightwell Copperfield Deepdale Elmwood Foxglove Glenmoor Highmoor Ivybridge
Juniper Kestrel Lakeview Meridian Newhaven Orchardway Pinecrest Quayside Riverside Summit Tidewater Umber Valley
Windmill
""")

TRADES_EN = _words(
    """
Logistics|Printing|Foods|Interiors|Engineering|Packaging|Textiles|Electronics|Publishing|Property Services|Catering|
Medical Supplies|Travel|Furniture|Analytics|Components|Architects|Insurance Brokers|Accountants|Garden Centres
""",
    "|",
)

# Where a customer's device stands or its colleague sits: by the sort of house.
DEPARTMENTS = {
    "office": (
        _words("行政部 财务部 采购部 人事部 市场部 客服部 仓储部 运营部"),
        _words("Administration|Finance|Purchasing|HR|Marketing|Customer Care|Operations|Sales", "|"),
    ),
    "hospital": (
        _words("内科门诊 儿科 骨科 急诊科 护理部 检验科 住院部 药房"),
        _words("Cardiology|Paediatrics|Emergency|Radiology|Ward 4|Outpatients|Pharmacy", "|"),
    ),
    "bank": (_words("营业部 会计部 信贷部 理财中心"), _words("Retail|Lending|Accounts|Wealth", "|")),
    "home": (_words("门店 工作室 书房"), _words("the shop|the studio|the home office", "|")),
}

ROADS_ZH = _words("中山路 人民路 解放路 建设街 文化路 青年大街 滨河路 学府路 科技大道 桃园街 迎宾路 和平里")


@dataclass(frozen=True, slots=True)
class City:
    """A city and its area code."""

    zh: str
    area: str
    local_digits: int


CITIES = [
    City("北京", "010", 8),
    City("北京", "010", 8),
    City("北京", "010", 8),
    City("上海", "021", 8),
    City("上海", "021", 8),
    City("广州", "020", 8),
    City("深圳", "0755", 8),
    City("杭州", "0571", 8),
    City("南京", "025", 8),
    City("成都", "028", 8),
    City("武汉", "027", 8),
    City("西安", "029", 8),
    City("天津", "022", 8),
    City("苏州", "0512", 8),
    City("邯郸", "0310", 7),
    City("威海", "0631", 7),
    City("桂林", "0773", 7),
]
