package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit;
import dev.slipway.configediting.Edit.SetContainerImage;
import dev.slipway.configediting.Edit.SetEnv;
import dev.slipway.configediting.Edit.SetField;
import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edit.SetLiteral;
import dev.slipway.configediting.Edit.SetReplicas;
import dev.slipway.configediting.Edit.SetResource;
import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.EditRefused;

/** Makes one edit. */
public final class Edits {
    private Edits() {}

    public static Sheets apply(ConfigReader reader, Edit edit) throws EditRefused {
        var sheets = new Sheets();
        switch (edit) {
            case SetImage image when image.where().path().isPresent() -> new ImageAtPath(reader, image).apply(sheets);
            case SetImage image -> new ImageSetting(reader, image).apply(sheets);
            case SetContainerImage image -> new ContainerImageSetting(reader, image).apply(sheets);
            case SetReplicas replicas -> new ReplicaSetting(reader, replicas).apply(sheets);
            case SetEnv env -> new EnvSetting(reader, env).apply(sheets);
            case SetResource resource -> new ResourceSetting(reader, resource).apply(sheets);
            case SetLiteral literal -> new LiteralSetting(reader, literal).apply(sheets);
            case SetField field -> new FieldSetting(reader, field).apply(sheets);
            case SetValue value -> new ValueSetting(reader, value).apply(sheets);
        }
        return sheets;
    }
}
