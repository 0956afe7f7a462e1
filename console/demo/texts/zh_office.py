"""After-sales, billing, orders and subscriptions, in Chinese."""

from __future__ import annotations

MATTERS = """
== sales.printer.paper incident
? {model} 打印机卡纸，重启无效
? {model} 开机后进纸口卡纸
| 客户反映 {model} 打印机开机后进纸口卡纸，重启两次后仍提示 {error}。设备在保，同意{visit}上门。
- 面板提示 {error}，已重启两次
- 序列号 {serial}，保修到 {warranty}
- 同意{visit}上门，找{dept}
> 工程师已上门，更换搓纸轮，连续打印 50 页正常。
== sales.printer.paper incident
? {model} 打印十几页就卡纸
? {model} 双面打印反复卡纸
| {dept}的 {model} 打印十几页后卡纸，取出后可继续，但当天已发生四次。纸张为 70 克普通纸，怀疑搓纸轮老化。
- 当天已卡四次，70 克普通纸
- 已让客户换一包新纸试
> 指导客户清洁进纸辊后恢复正常，观察两天无复发。
> 更换分离垫后正常，旧件已回收。
== sales.printer.paper incident
? {model} 二号纸盒不进纸
| 换上新纸后二号纸盒仍不进纸，面板提示 {error}，一号纸盒正常。序列号 {serial}。
- 一号纸盒正常
- 面板提示 {error}
> 纸盒导板卡位不对，电话指导调整后正常。
== sales.printer.quality incident
? {model} 打印件有竖条黑线
? {model} 复印有黑线，扫描正常
| 复印与打印均有一条竖直黑线，扫描正常。已更换硒鼓一次，现象相同。序列号 {serial}。
- 扫描件正常，排除扫描头
- 硒鼓已换过，现象相同
> 清洁转印带并校准后恢复，客户确认样张满意。
> 更换成像单元（保内），测试页正常。
== sales.printer.quality incident
? {model} 打印颜色偏淡
| 彩色打印整体偏淡，尤其红色，状态页显示硒鼓剩余 {percent}%。客户{deadline}有投标文件要打印，比较着急。
- 状态页显示硒鼓剩余 {percent}%
- 客户{deadline}前要用
> 更换红色硒鼓并做颜色校准，样张正常。
== sales.printer.network incident
? 换路由器后 {model} 脱机
? {model} 连不上无线网络
| 客户更换路由器后打印机一直显示脱机，面板可见无线信号但获取不到地址。现场没有 IT 人员，需要远程指导。
- 面板显示 IP 为 169.254 开头
- 现场没有 IT 人员
> 远程指导重新配置无线并固定 IP 地址，打印正常。
== sales.printer.network incident
? 三台新电脑找不到打印机 {model}
| {dept}新装的三台电脑（Windows 11）安装驱动时搜索不到打印机，旧电脑打印正常。
- 旧电脑打印正常
- 已发驱动下载链接到客户邮箱
> 安装新版驱动后三台电脑均可打印。
== sales.supplies service request
? 订购 {model} 硒鼓 {count} 支
| 客户需要 {model} 原装硒鼓 {count} 支，开专票，送到{dept}，希望{visit}前送达。
- 需要 {count} 支，开增值税专用发票
- 收货人为{dept}前台
> 已发货，快递单号 {parcel}，客户签收。
== sales.supplies service request
? {model} 硒鼓缺货，问到货时间
| 上周订的硒鼓还没发货，余量只够打到{deadline}。客户询问能否先借一支备用。
- 库存查询：{visit}到货
- 余量只够打到{deadline}
> 借用备用硒鼓一支，正式货到后换回。
== sales.onsite service request
? 复印机保养，约{visit}
? {count} 台设备例行保养，约{visit}
| 客户预约例行保养，共 {count} 台设备，地点在{dept}。进门需提前登记，请工程师带证件。
- 进门需登记身份证
- 共 {count} 台，其中两台在保
> 工程师按时到场，完成保养 {count} 台，服务单已签字。
== sales.onsite service request
? {model} 异响，要求上门查看
| 设备运行时有规律的“咔嗒”声，打印质量正常，客户担心损坏，要求{visit}上门查看。
- 电话里能听到响声，像齿轮
- 约{visit}，联系人在场
> 更换定影齿轮，异响消失，客户签字确认。
== sales.warranty service request
? {model} 保修卡丢失，申请补登记
| 客户购入 {model} 时未登记保修，现有发票，序列号 {serial}，要求补登记。
- 序列号 {serial}，有购机发票
- 发票照片发到服务邮箱
> 保修已补登记，确认函已发客户邮箱。
== sales.warranty service request
? {model} 申请延保一年
| {model} 保修到 {warranty}，客户希望续一年金牌服务，需要报价单盖章。
- 保修到 {warranty}
- 需要盖章报价单，发邮箱
> 延保合同已签，款到生效。
== billing.invoice service request
? 发票抬头要改（订单 {order}）
? 专票税号写错，申请重开
| 订单 {order} 的发票信息有误，财务已退回原票，要求重开并邮寄到{dept}。
- 订单 {order}，金额 {amount} 元
- 原票未认证，可以冲红
> 已冲红重开，电子发票已发邮箱。
== billing.invoice service request
? {month}月订单合并开一张发票
| 客户{month}月有三笔订单，要求合并开一张增值税专用发票，金额合计 {amount} 元。
- 三笔合计 {amount} 元
- 邮寄到{dept}
> 合并发票已开具并寄出，单号 {parcel}。
== billing.payment incident
? 已付款，订单 {order} 仍显示未付
| 客户转账 {amount} 元已三天，系统仍显示未付款，订单 {order} 因此没有发货。客户可提供回单。
- 回单尾号 {tail}，金额 {amount} 元
- 客户要求今天答复
> 款项已到账并核销，订单已放行。
== billing.payment incident
? {month}月对账差 {amount} 元
? 对账单有一笔不认识的服务费
| 对账时发现{month}月多出一笔 {amount} 元“服务费”，合同里没有这一项，要求说明。
- 多出一笔 {amount} 元
- 合同里没有这一项
> 该笔为重复计费，已冲减并寄更正后的对账单。
== billing.refund service request
? 订单 {order} 退款未到账
| 客户{month}月取消订单 {order}，客服答应七个工作日退款，现已超过时间，金额 {amount} 元。
- 已超过承诺的七个工作日
- 原路退回，账户尾号 {tail}
> 退款已由财务发出，客户确认到账。
> 银行退回原因是户名不符，更正后重新打款成功。
== billing.refund service request
? 重复付款，申请退回 {amount} 元
| 客户误付两次，各 {amount} 元，要求原路退回一笔，已发回单。
- 两笔各 {amount} 元，间隔十分钟
- 账户尾号 {tail}
> 多付的一笔已退回，客户确认到账。
== orders.delivery incident
? 订单 {order} 显示签收但未收到
| 物流显示昨天已签收，{dept}和前台都没有收到货。单号 {parcel}。
- 快递单号 {parcel}
- 前台和物业都问过了
> 快递误送隔壁楼，已找回并送达。
== orders.delivery incident
? 外箱破损，要求补发 {count} 箱
| 送达时外箱压坏，里面有水渍，客户拒收其中 {count} 箱，要求尽快补发。
- 照片已发到服务邮箱
- 拒收 {count} 箱，其余已签收
> 补发 {count} 箱已签收，破损件由物流理赔。
== orders.delivery incident
? 快递 {parcel} 三天没有更新
| 单号 {parcel} 三天没有物流更新，客户{deadline}前要用，催问到货时间。
- 停在转运中心三天
- 客户{deadline}前要用
> 物流分拣漏件，加急派送，已签收。
== orders.change service request
? 订单 {order} 改收货地址
| 客户搬到新地址，订单 {order} 尚未发货，要求改送新地址，联系人也换成{dept}。
- 订单未出库，可以改
- 新地址已复述确认
> 订单已修改，确认单发客户邮箱。
== orders.change service request
? 订单 {order} 减少 {count} 箱
| 预算调整，订单 {order} 需减少 {count} 箱，其余照旧，确认单要重新发。
- 订单未出库，可以改
- 减少 {count} 箱，其余照旧
> 已在出库前改单，确认单发客户邮箱。
== orders.return service request
? 型号买错，要换 {model}
| 客户下单时选错型号，包装未拆，要求换成 {model}，差价可补。订单 {order}。
- 包装完整，附件齐
- 购买未满七天
> 换货已送达，旧件由快递带回。
== orders.return service request
? 新机 {model} 开机报错，要求换新
| 新机开箱后开机提示 {error}，换插座、换线均一样。购买第二天，要求换新机。订单 {order}。
- 开机提示 {error}
- 购买第二天，包装齐全
> 换新机已送达，旧机由快递带回检测。
== subscription.renewal service request
? 服务合同即将到期，要续费
| 年度服务下月到期，客户想续一年并增加 {count} 个席位，请发报价。
- 增加 {count} 个席位
- 需要先发报价单
> 续费完成，合同期顺延一年。
== subscription.renewal incident
? 自动续费扣款失败
| 自动续费扣款失败，绑定的卡已换，客户担心服务中断。
- 新卡尾号 {tail}
- 服务保留到月底
> 更新付款方式后扣款成功，服务未中断。
== subscription.account service request
? 管理员离职，移交管理员权限
| 原管理员上月离职，账号无人能登录，公司要求把管理员权限移交给{dept}，可以提供盖章证明。
- 盖章证明已上传
- 新管理员手机已核对
> 权限已移交，旧账号停用。
== subscription.account service request
? 新增 {count} 个子账号
| 公司新招了人，需要新增 {count} 个子账号，权限与{dept}现有账号一致。
- 权限同{dept}现有账号
- 今天需要开通
> 账号已开通，初始密码发到各自邮箱。
"""
