"""What the samples say: the same little story in English and in Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """One language's story."""

    company: str
    head: str
    foot: str
    terms: str
    seal: str
    customer: tuple[str, str, str, str, str]
    asset: tuple[str, str, str, str]
    subject: str
    asked: str
    done: str
    parts: tuple[tuple[str, str, str, str, str], ...]  # code, name, unit, quantity, price
    works: tuple[tuple[str, str], ...]
    captions: tuple[str, ...]
    signers: tuple[str, str]
    agents: tuple[str, ...]
    team: str
    subjects: tuple[str, ...]
    customers: tuple[str, ...]
    states: tuple[str, ...]
    categories: tuple[str, ...]
    notes: tuple[str, ...]
    remark: str
    summary: str
    measures: tuple[str, ...]
    charts: tuple[str, ...]
    series: tuple[str, ...]
    across: tuple[str, str, str, str]  # hour, day, month, category
    list_name: str
    list_shown: str
    policy: str
    breach_remark: str


ENGLISH = Texts(
    company="Morning Light Office Services",
    head="27 Zhongguancun Street, Haidian, Beijing\n+86 10 6234 5678  ·  service@morning-light.example",
    foot="Morning Light Office Services Ltd  ·  Registered in Beijing, no. 91110108MA01\n"
    "Example Bank, account 6222 0000 1234 5678",
    terms="1. Parts stay our property until they are paid for.\n"
    "2. Work carries a warranty of 90 days, parts that of their maker.\n"
    "3. Payment is due 30 days after the date of this report.\n"
    "4. By signing, the customer confirms that the work was done and the hours are right.",
    seal="MORNING LIGHT",
    customer=("Harbour View Hotel", "Anna Lindqvist", "+86 10 8526 1188", "front.desk@harbour-view.example",
              "8 Jianguo Road, Chaoyang, Beijing"),
    asset=("Colour laser printer", "HL-L9430CDN", "E78215K3N104", "Reception, ground floor"),
    subject="Printer at reception leaves stripes and jams",
    asked="Since Monday morning every page has a grey stripe along its left edge, and about one sheet in ten jams in "
    "the upper tray. The guests' invoices are printed here, so it is urgent.",
    done="Cleaned the corona wire and replaced the drum unit; the stripe is gone. The pick-up roller of the upper tray "
    "was worn smooth and was replaced, too.\nPrinted 50 test pages from both trays without a jam. Told Ms Lindqvist "
    "that the lower tray's roller should be replaced within the next half year.",
    parts=(("DR-459CL", "Drum unit, set of four", "set", "1", "1180.00"),
           ("LY-3058", "Pick-up roller, upper tray", "pc", "1", "96.50"),
           ("SV-TRAVEL", "Travel within the fifth ring road", "trip", "1", "80.00"),
           ("SV-HOUR", "Technician's work", "h", "1.5", "260.00")),
    works=(("Li Wei", "Travel"), ("Li Wei", "Repair and test prints")),
    captions=("Stripe along the left edge, before the repair", "Test page after the repair"),
    signers=("Anna Lindqvist", "Li Wei"),
    agents=("Wang Xiaoli", "Chen Jie", "Li Wei", "Zhao Min", "Sun Hao"),
    team="Service desk Beijing",
    subjects=("Printer leaves stripes", "Cannot sign in after password change", "Headset crackles on long calls",
              "Invoice shows the wrong address", "Network socket in room 1204 is dead",
              "Scanner sends to the wrong folder"),
    customers=("Harbour View Hotel", "Nordic Trading", "City Library", "Green Valley Farms", "Blue Kite Travel"),
    states=("new", "assigned", "pending", "resolved"),
    categories=("Printing", "Accounts", "Telephony", "Network", "Invoices", "Other"),
    notes=("Ms Lindqvist: stripe since Monday, jams in the upper tray. Wants somebody today.",
           "Third call about this printer in two months. Offer the service contract when it is repaired.",
           "We will be there between 13:00 and 14:00. The drum is in stock."),
    remark="The exchange's line card failed from 10:05 to 10:40; most of the abandoned calls fall into that time.",
    summary="More calls than in October, and yet they were answered sooner: the two new agents are trained and have "
    "taken the mornings. Accounts are the growing category, since the password rule was changed; a page in the "
    "knowledge base went online on the 19th and the calls about it halved in the week after.",
    measures=("Calls offered", "Calls answered", "Abandoned", "Service level 80/20", "Average speed of answer",
              "Average handle time", "Tickets opened", "Tickets resolved", "First-contact resolution"),
    charts=("Calls by hour", "Tickets by category", "Calls and tickets by month", "Service level by month",
            "Average handle time by month", "Calls handled by day", "Time by activity", "Targets attained by week",
            "Answered calls by hour of the week"),
    series=("Offered", "Answered", "Abandoned", "Opened", "Resolved", "Service level", "Handle time", "Time",
            "First response", "Resolution"),
    across=("Hour", "Day", "Month", "Category"),
    list_name="Open tickets",
    list_shown="Team: Service desk Beijing  ·  not resolved  ·  by due time",
    policy="Gold customers, weekdays 9 to 18",
    breach_remark="The spare part came a day late from the maker; the customer knew.",
)  # fmt: skip

CHINESE = Texts(
    company="晨光办公设备服务有限公司",
    head="北京市海淀区中关村大街27号\n010-6234 5678  ·  service@morning-light.example",
    foot="晨光办公设备服务有限公司  ·  统一社会信用代码 91110108MA01\n"
    "开户行：示例银行北京分行  ·  账号：6222 0000 1234 5678",
    terms="一、配件在付清款项之前归本公司所有。\n二、维修服务保修90天，配件按原厂规定保修。\n"
    "三、请在本报告日期后30天内付款。\n四、客户签字即表示确认所列工作已经完成，工时属实。",
    seal="晨光办公设备服务有限公司",
    customer=("海港景观酒店", "林安娜", "010-8526 1188", "front.desk@harbour-view.example", "北京市朝阳区建国路8号"),
    asset=("彩色激光打印机", "HL-L9430CDN", "E78215K3N104", "一层前台"),
    subject="前台打印机有条纹并且卡纸",
    asked="从周一早上开始，每一页的左侧都有一条灰色的条纹；上层纸盒大约每十张就卡一次纸。客人的发票都在这台打印机上打印，"
    "所以比较急，希望今天能来人处理。",
    done="清洁了电晕丝，更换了硒鼓组件，条纹已经消失。上层纸盒的搓纸轮磨损严重，一并更换。\n"
    "两个纸盒各打印测试页50张，没有卡纸。已告知林女士：下层纸盒的搓纸轮建议在半年内更换。",
    parts=(("DR-459CL", "硒鼓组件（四色）", "套", "1", "1180.00"),
           ("LY-3058", "上层纸盒搓纸轮", "个", "1", "96.50"),
           ("SV-TRAVEL", "五环内上门费", "次", "1", "80.00"),
           ("SV-HOUR", "技术员工时", "小时", "1.5", "260.00")),
    works=(("李伟", "路程"), ("李伟", "维修及打印测试")),
    captions=("维修前：左侧有条纹", "维修后的测试页"),
    signers=("林安娜", "李伟"),
    agents=("王晓丽", "陈洁", "李伟", "赵敏", "孙浩"),
    team="北京服务台",
    subjects=("打印机有条纹", "修改密码后无法登录", "通话时间长了耳机有杂音", "发票地址不对",
              "1204房间网口没有信号", "扫描件发到了错误的文件夹"),
    customers=("海港景观酒店", "北欧贸易公司", "市图书馆", "绿谷农场", "蓝风筝旅行社"),
    states=("新建", "处理中", "等待中", "已解决"),
    categories=("打印", "账号", "电话", "网络", "发票", "其他"),
    notes=("林女士：周一开始有条纹，上层纸盒卡纸，希望今天有人上门。",
           "这台打印机两个月内第三次来电。修好以后可以介绍一下服务合同。",
           "我们13:00到14:00之间到，硒鼓有现货。"),
    remark="10:05至10:40交换机线路卡故障，放弃的来电大多集中在这段时间。",
    summary="来电比十月多，但接听更快：两位新坐席已经完成培训，上午由他们接听。密码规则修改之后，“账号”类工单增长最快；"
    "19日知识库上线了一篇说明，之后一周同类来电减少了一半。",
    measures=("呼入量", "接听量", "放弃量", "服务水平 80/20", "平均应答速度", "平均处理时长",
              "新建工单", "解决工单", "首次解决率"),
    charts=("各小时来电", "各类别工单", "每月来电与工单", "每月服务水平", "每月平均处理时长", "每日接听量",
            "时间分布", "每周达标率", "一周各时段接听量"),
    series=("呼入", "接听", "放弃", "新建", "解决", "服务水平", "处理时长", "时间", "首次响应", "解决"),
    across=("小时", "日期", "月份", "类别"),
    list_name="未结工单",
    list_shown="团队：北京服务台  ·  未解决  ·  按到期时间排序",
    policy="金牌客户，工作日9点至18点",
    breach_remark="备件比厂家承诺的晚到一天，客户知情。",
)  # fmt: skip
