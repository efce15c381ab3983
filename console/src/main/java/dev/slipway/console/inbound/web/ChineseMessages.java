package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.DeliveryView.CommandKind;
import dev.slipway.console.core.delivery.DeliveryView.StepName;
import dev.slipway.console.core.delivery.Phase;
import dev.slipway.console.core.delivery.State;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Segment;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;

/** What the pages say, in Chinese. */
@Localized("zh-CN")
public interface ChineseMessages extends Messages {

    @Override
    @Message("交付")
    String deliveries();

    @Override
    @Message("目录")
    String catalog();

    @Override
    @Message("登录")
    String sign_in();

    @Override
    @Message("退出")
    String sign_out();

    @Override
    @Message("用户名")
    String name();

    @Override
    @Message("密码")
    String password();

    @Override
    @Message("用户名或密码错误。多次输错后请等待半分钟。")
    String refused();

    @Override
    @Message("还没有交付。向某个环境跟踪的分支推送代码,全过程会显示在这里。")
    String no_delivery();

    @Override
    @Message("更早")
    String older();

    @Override
    @Message("最新")
    String newest();

    @Override
    @Message("用时 {took}")
    String in(String took);

    @Override
    @Message("自 {since}")
    String since(String since);

    @Override
    @Message("下一步")
    String what_to_do();

    @Override
    @Message("现象")
    String seen();

    @Override
    @Message("{where} 失败")
    String failed_in(String where);

    @Override
    @Message("发布")
    String releases();

    @Override
    @Message("构建")
    String builds();

    @Override
    @Message("因果")
    String causes();

    @Override
    @Message("消息")
    String messages();

    @Override
    @Message("事件(原始)")
    String events();

    @Override
    @Message("未送达")
    String not_told();

    @Override
    @Message("{ready} 个 Pod 就绪")
    String pods(int ready);

    @Override
    @Message("等待构建开始")
    String waits();

    @Override
    @Message("没有环境跟踪的推送")
    String idle();

    @Override
    @Message("已声明的项目")
    String declared();

    @Override
    @Message("还没有声明任何项目。请把文档(version: 1,kind: project)放入目录文件夹。")
    String nothing_declared();

    @Override
    @Message("问题")
    String problems();

    @Override
    @Message("没有问题:所有文档均已生效。")
    String no_problems();

    @Override
    @Message("有问题的文档不会改变任何东西:之前的声明继续有效。")
    String problems_mean();

    @Override
    @Message("管理方")
    String managed_by();

    @Override
    @Message("上游环境")
    String comes_after();

    @Override
    @Message("手动晋级")
    String by_hand();

    @Override
    @Message("固定在 {revision}")
    String pinned_to(String revision);

    @Override
    @Message("经合并请求")
    String by_merge_request();

    @Override
    @Message("未找到")
    String missing();

    @Override
    @Message("这里什么都没有。该交付可能尚未被读取。")
    String missing_means();

    @Override
    @Message("控制台的数据库没有响应")
    String away();

    @Override
    @Message("交付仍在继续,只是暂时无法查看,不会丢失任何数据。请稍后刷新;若持续如此,请检查数据库。")
    String away_means();

    @Override
    @Message("实时更新已中断,正在重试")
    String offline();

    @Override
    @Message("跳到正文")
    String skip();

    @Override
    @Message("{#when state}{#is WORKING}进行中{#is LIVE}已上线{#is WAITS_FOR_A_PERSON}等待处理{#is WAITS_FOR_TIME}等待时间"
            + "{#is FAILED}失败{#is ROLLED_BACK}已回滚{#is DONE}已完成{#is UNKNOWN}未知{#is NO_EFFECT}无影响{/when}")
    String state(State state);

    @Override
    @Message(
            "{#when phase}{#is QUEUED}排队中{#is BUILDING}构建中{#is BUILT}已构建{#is SKIPPED}已跳过{#is REQUESTED}已请求{#is HELD}已挂起{#is PROPOSED}待合并"
                    + "{#is COMMITTED}已提交{#is AWAITING_SYNC}等待同步{#is AWAITING_TIME}等待同步时间{#is SYNCING}同步中{#is ROLLING_OUT}滚动更新中{#is LIVE}已上线{#is UNCHANGED}无变化"
                    + "{#is SUPERSEDED}已被取代{#is FAILED}失败{/when}")
    String phase(Phase phase);

    @Override
    @Message(
            "{by}:{#when what}{#is ROLLBACK}回滚 {environment} 中的 {application}{#is HOLD}挂起 {environment} 中的 {application}"
                    + "{#is FREE}放行 {environment} 中的 {application}{#is PROMOTE}晋级 {application} 到 {environment}{#is DEPLOY}部署 {application} 到 {environment}{#is SYNC}同步 {environment}{#is INSTALL}在集群 {environment} 中安装 {application}{/when}")
    String asked(String by, CommandKind what, String application, String environment);

    @Override
    @Message(
            "{#when origin}{#is ROLLBACK}回滚{#is AUTO_ROLLBACK}自动回滚{#is PROMOTION}晋级{#is PIN}固定版本{#is DEPLOY}手动部署{/when}")
    String origin(Origin origin);

    @Override
    @Message("回到发布 {rank}")
    String to_release(String rank);

    @Override
    @Message("发布线")
    String lines();

    @Override
    @Message("已挂起")
    String line_held();

    @Override
    @Message("已放行")
    String line_freed();

    @Override
    @Message("新的非强制推送会自动放行;也可由人放行:slipway free")
    String line_frees_itself();

    @Override
    @Message("需由人放行:slipway free")
    String line_needs_a_person();

    @Override
    @Message("{#when step}{#is RECEIVED}接收{#is BUILD}构建{#is COMMIT}提交{#is SYNC}同步{#is ROLLOUT}滚动更新{#is TOLD}通知{/when}")
    String step(StepName step);

    @Override
    @Message("{#when segment}{#is GIT}Git{#is BUILD}构建{#is REGISTRY}镜像仓库{#is CONFIG}配置{#is ENGINE}引擎{#is CLUSTER}集群"
            + "{#is CHAT}聊天{/when}")
    String segment(Segment segment);

    @Override
    @Message("部署…")
    String deploy();

    @Override
    @Message("部署 {application} 到 {environment}")
    String deploy_title(String application, String environment);

    @Override
    @Message("镜像")
    String image();

    @Override
    @Message("标签、摘要或提交;留空则沿用当前镜像")
    String image_means();

    @Override
    @Message("副本数")
    String replicas();

    @Override
    @Message("环境变量")
    String env();

    @Override
    @Message("每行一个:NAME=VALUE,或 容器:NAME=VALUE。密钥应放入 Secret")
    String env_means();

    @Override
    @Message("资源请求")
    String requests();

    @Override
    @Message("资源上限")
    String limits();

    @Override
    @Message("每行一个:cpu=500m")
    String quantities_mean();

    @Override
    @Message("其他值")
    String other_values();

    @Override
    @Message("每行一个:FILE:PATH=VALUE,例如 values.yaml:flags.search=true")
    String other_values_mean();

    @Override
    @Message("提交说明")
    String commit_message();

    @Override
    @Message("预览")
    String preview();

    @Override
    @Message("提交")
    String commit();

    @Override
    @Message("一切已符合要求,无需更改。")
    String nothing_changes();

    @Override
    @Message("包含 Secret,内容不显示")
    String withheld();

    @Override
    @Message("发布线已挂起:{why}")
    String held_line(String why);

    @Override
    @Message("字段")
    String changed_fields();

    @Override
    @Message("{branch} 上的新提交,基于")
    String new_commit(String branch);

    @Override
    @Message("无法部署")
    String not_possible();

    @Override
    @Message("GitOps")
    String engines();

    @Override
    @Message("尚未观察到任何引擎。环境有了第一次发布后会显示在这里。")
    String no_engine();

    @Override
    @Message("{count} 个资源")
    String resources(int count);

    @Override
    @Message(
            "{#when health}{#is HEALTHY}健康{#is PROGRESSING}进行中{#is DEGRADED}异常{#is SUSPENDED}已暂停{#is MISSING}不存在{#else}未知{/when}")
    String health(EngineHealth health);

    @Override
    @Message("各集群的引擎")
    String cluster_engines();

    @Override
    @Message("{#when health}{#is HEALTHY}运行正常{#is DEGRADED}有故障{#is MISSING}未安装{#else}未知{/when}")
    String engine_health(EngineHealth health);

    @Override
    @Message("正在安装：{objects} 个对象中的 {applied} 个")
    String installing(int applied, int objects);

    @Override
    @Message("即将开始安装")
    String installation_begins();

    @Override
    @Message("已安装：{objects} 个对象")
    String installed(int objects);

    @Override
    @Message("安装失败")
    String installation_failed();

    @Override
    @Message("安装")
    String installation();

    @Override
    @Message("{#when sync}{#is SYNCED}已同步{#is OUT_OF_SYNC}未同步{#else}未比较{/when}")
    String sync(EngineSync sync);

    @Override
    @Message("立即同步")
    String sync_now();

    @Override
    @Message("回滚…")
    String roll_back();

    @Override
    @Message("回滚 {environment} 中的 {application}")
    String rollback_title(String application, String environment);

    @Override
    @Message("回滚")
    String roll_back_now();

    @Override
    @Message("当前")
    String there_now();

    @Override
    @Message("回到")
    String back_to();

    @Override
    @Message("之前上线的:{release}")
    String back_before(String release);

    @Override
    @Message("此发布线在 Git 中还没有可以恢复的发布。每个发布提交后会显示在这里。")
    String nothing_to_go_back_to();

    @Override
    @Message("原因")
    String why_back();

    @Override
    @Message("立即")
    String at_once();

    @Override
    @Message("引擎先行恢复,同时写入 Git;若该环境此后有其他变更,则会被拒绝")
    String at_once_means();

    @Override
    @Message("回滚本身是一次新的发布,写入新的提交;之后发布线被挂起,直到有新的非强制推送,或执行 slipway free。")
    String rollback_means();

    @Override
    @Message("无法回滚")
    String not_back();

    @Override
    @Message("config-updater 将把 {line} 恢复到发布 {release} 并挂起发布线，直到有新的非强制推送，或执行 slipway free")
    String ahead_back(String line, String release);

    @Override
    @Message("在有人放行（slipway free）之前，任何发布都不会进入 {line}")
    String ahead_held(String line);

    @Override
    @Message("config-updater 将把前序环境中最新上线的发布晋级到 {line}，前提是它在所有前序环境都已上线")
    String ahead_newest(String line);

    @Override
    @Message("config-updater 将把发布 {release} 晋级到 {line}，前提是它在所有前序环境都已上线")
    String ahead_promoted(String line, String release);

    @Override
    @Message("发布可以再次进入 {line}")
    String ahead_free(String line);

    @Override
    @Message("发布可以再次进入 {line}，首先是等待中的 {release}")
    String ahead_waiting(String line, String release);

    @Override
    @Message("config-updater 将以一个提交写入 {line}，否则说明原因")
    String ahead_deployed(String line);

    @Override
    @Message("若该环境此后没有其他变更，引擎将立即把 {line} 恢复到发布 {release}；config-updater 随后写入 Git 并挂起发布线")
    String ahead_at_once(String line, String release);

    @Override
    @Message("该集群的 sync-service 将读取 {engine} 的清单，核对校验和后安装")
    String ahead_installed(String engine);

    @Override
    @Message("{environment} 将再次同步到 Git 的内容；之前失败的发布在其自己的交付中继续")
    String ahead_synced(String environment);

    @Override
    @Message("若 {environment} 中有等待的内容，将同步到 Git 的内容：其策略 '{strategy}' 本次放行")
    String ahead_let_through(String environment, String strategy);
}
