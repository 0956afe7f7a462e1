"""The IT, hospital and bank desks and the rest, in Chinese."""

from __future__ import annotations

MATTERS = """
== it.login incident
? 域账号被锁定
? 改密码后账号被锁
| 今天早上修改密码后，手机邮箱一直用旧密码登录，账号被锁。{dept}{deadline}前要报数，比较急。
- 工号 {staff}，已核对身份
- 手机邮箱还在用旧密码
> 已解锁并重置密码，手机端更新后正常。
== it.login incident
? 换电脑后登录提示证书错误
| 更换新电脑后登录提示证书不受信任，旧电脑正常。工号 {staff}。
- 工号 {staff}
- 旧电脑正常
> 远程安装根证书后登录正常。
== it.mail incident
? 邮箱满了，收不到邮件
| 从昨天下午起收不到外部邮件，邮箱已满。需要临时扩容，再教用户归档。
- 容量已用 99%
- 同部门其他人正常
> 临时扩容 5 GB，并协助归档三年前的邮件。
== it.mail incident
? 发给合作单位的邮件被退回
| 发往合作单位的邮件全部被退回，退信代码 550，发给个人邮箱正常。
- 退信截图已收到
- 只影响这一家单位
> 对方网关误判，联系对方加入白名单后恢复。
== it.network incident
? VPN 连上后打不开内网
| 在家办公，VPN 显示已连接，但内网门户和共享盘都打不开。重启电脑、换手机热点都一样。
- 客户端版本 5.{count}
- 手机热点也一样
> 更新 VPN 客户端并清除旧路由后正常。
== it.network incident
? {dept}整层断网
? {dept}有线网络不通，约 {seats} 人
| {dept}今天早上起整层有线网络不通，约 {seats} 人受影响，无线可用但很慢。
- 约 {seats} 人受影响
- ping 网关不通
> 接入交换机端口故障，切换到备用端口后恢复。
== it.network incident
? 会议室无线网络时断时续
| 会议室开视频会议时无线每隔几分钟断一次，{deadline}前有客户来访，希望先解决。
- 隔壁会议室正常
- 信号满格，但会掉线
> 更换会议室的无线接入点，连续观察一天无掉线。
== hospital.queue incident
? 叫号屏停在 {number} 号不动
| {dept}叫号屏停在 {number} 号不动，护士改为人工叫号，候诊区人多，请尽快处理。
- 现场改为人工叫号
- 上午高峰，要求先恢复
> 叫号服务重启后恢复，原因是磁盘写满，已清理日志。
== hospital.queue incident
? 自助挂号机 {machine} 号不出凭条
| 自助挂号机 {machine} 号能付款但不出凭条，已有 {count} 位病人到窗口核对，机器已暂停使用。
- {machine} 号机已暂停使用
- {count} 位病人到窗口核对
> 更换凭条打印头，{count} 笔付款已与财务逐笔核对。
== hospital.queue incident
? 挂号窗口读不到医保卡
| {machine} 号窗口读卡器读不到医保卡，换卡也一样，其他窗口正常。
- {machine} 号窗口，换卡也一样
- 其他窗口正常
> 更换读卡器并重新绑定终端号，读卡正常。
== hospital.records incident
? 电子病历打开很慢
| {dept}反映打开病历首页要等一分钟以上，其他模块正常，从今天 {hour} 点左右开始。
- 从 {hour} 点左右开始
- 影响全科室
> 数据库索引重建后恢复，打开首页 2 秒以内。
== hospital.records incident
? 检验结果没有传到病历
| 检验科已审核的报告在医生站看不到，涉及 {count} 位住院病人，夜班医生只能打电话问结果。
- 涉及 {count} 位病人
- 检验科确认已审核
> 接口服务重启并补传，所有报告已到医生站。
== bank.terminal incident
? 智能柜台 {machine} 号触摸屏失灵
| {branch}营业厅智能柜台 {machine} 号触摸屏右半边没有反应，重启后一样，客户排队较多。
- 网点：{branch}
- 厂商工程师{visit}到
> 厂商更换触摸屏，测试交易正常。
== bank.terminal incident
? 自助取款机 {machine} 号吞卡
| {branch} {machine} 号机吞卡一张，持卡人在现场等待，屏幕提示 {error}，需要厂商工程师到场开箱。
- 屏幕提示 {error}
- 持卡人在现场等
> 卡已取出并当面交还持卡人，读卡器已清洁。
== bank.counter incident
? 柜面密码键盘不响应
| {branch} {machine} 号窗口密码键盘没有响应，换接口无效，备用键盘也已借出。
- {branch} {machine} 号窗口
- 换过接口，无效
> 更换键盘并重新注入密钥，窗口恢复营业。
== bank.counter incident
? 存折打印机错行
| {branch}存折打印错行，第二行盖住第一行，已有客户投诉。校准过一次，{count} 本之后又出现。
- 校准过一次，又出现
- 备用打印机可以先用
> 更换压纸滚轮并校准，连打 20 本正常。
== other.complaint service request
? 投诉：上门时间一再推迟
| 客户约了三次上门都临时改期，耽误{dept}工作，要求给出明确时间并由主管致歉。
- 前两次改期记录属实
- 已致歉，客户情绪较激动
> 主管已回电致歉，按客户时间完成上门，客户接受。
== other.complaint service request
? 要求主管回电
| 客户认为上次处理只是口头敷衍，问题一周后又出现，要求主管{deadline}前回电。
- 要求主管{deadline}前回电
> 主管已回电，安排重新检修并延长保修一个月。
== other.complaint service request
? 建议：增加微信报修
| 客户建议增加微信报修，能上传照片，比电话说型号方便。
- 希望能上传照片
> 建议已转产品部，并回复客户。
== other.inquiry service request
? 咨询批量采购 {model} 的价格
| 客户计划采购 {count} 台 {model}，询问月负荷、耗材成本和能否以旧换新。
- 计划采购 {count} 台
- 希望{visit}前收到报价
> 资料与报价已发邮箱，销售跟进。
== other.inquiry service request
? 咨询节假日服务时间
| 询问长假期间是否有人值班、紧急故障怎么报修。
- 关心夜间能否报修
> 已答复值班电话和节假日安排。
"""
